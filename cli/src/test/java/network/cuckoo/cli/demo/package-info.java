/** Tests of what the demo does to its data folder. */
@NullMarked
package network.cuckoo.cli.demo;

import org.jspecify.annotations.NullMarked;
