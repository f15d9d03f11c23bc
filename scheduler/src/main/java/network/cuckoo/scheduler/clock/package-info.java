/** The database's clock in SQL. Nothing here reads a machine's own clock. */
@NullMarked
package network.cuckoo.scheduler.clock;

import org.jspecify.annotations.NullMarked;
