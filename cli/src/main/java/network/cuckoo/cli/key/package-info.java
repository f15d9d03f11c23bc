/** Commands that make and show key files. */
@NullMarked
package network.cuckoo.cli.key;

import org.jspecify.annotations.NullMarked;
