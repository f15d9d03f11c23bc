/** The rules of the house, held against the compiled classes of every room. */
@NullMarked
package network.cuckoo.cli.architecture;

import org.jspecify.annotations.NullMarked;
