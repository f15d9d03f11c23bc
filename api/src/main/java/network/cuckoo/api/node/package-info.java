/** What miner nodes call: login, poll, leases, results. Speaks to the scheduler's desks and touches no table. */
@NullMarked
package network.cuckoo.api.node;

import org.jspecify.annotations.NullMarked;
