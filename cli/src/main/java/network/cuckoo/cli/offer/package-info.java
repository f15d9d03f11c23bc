/** The file of models on offer, parsed strictly. */
@NullMarked
package network.cuckoo.cli.offer;

import org.jspecify.annotations.NullMarked;
