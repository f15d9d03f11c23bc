/** From weights to assignment to lease to result to ledger. This room wires the desks that the API calls, the rounds and the watchers; it reads the chain only through the tables that the indexer fills. */
@NullMarked
package network.cuckoo.scheduler;

import org.jspecify.annotations.NullMarked;
