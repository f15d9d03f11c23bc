/** The whole network with real processes: what it does when all is well, and when parts of it are killed. */
@NullMarked
package network.cuckoo.cli.e2e;

import org.jspecify.annotations.NullMarked;
