/** Tests of the file of models on offer. */
@NullMarked
package network.cuckoo.cli.offer;

import org.jspecify.annotations.NullMarked;
