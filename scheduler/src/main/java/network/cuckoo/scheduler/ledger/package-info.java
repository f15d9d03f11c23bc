/** Double-entry bookkeeping in wei: credit, hold, capture, release. The only writer of the ledger's tables. */
@NullMarked
package network.cuckoo.scheduler.ledger;

import org.jspecify.annotations.NullMarked;
