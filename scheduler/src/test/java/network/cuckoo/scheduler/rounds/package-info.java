/** Tests of rounds on real Postgres. */
@NullMarked
package network.cuckoo.scheduler.rounds;

import org.jspecify.annotations.NullMarked;
