/** A miner's right to a task for a time: polls, starts, progress, ends and expiry. Writes lease and coordinator_process. */
@NullMarked
package network.cuckoo.scheduler.leases;

import org.jspecify.annotations.NullMarked;
