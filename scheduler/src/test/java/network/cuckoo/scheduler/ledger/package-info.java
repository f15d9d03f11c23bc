/** Tests of ledger on real Postgres. */
@NullMarked
package network.cuckoo.scheduler.ledger;

import org.jspecify.annotations.NullMarked;
