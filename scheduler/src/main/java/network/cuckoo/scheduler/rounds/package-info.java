/** One round: see who is available, claim tasks fairly, draw, write all in one batch. At most one round runs in the cluster at a time. */
@NullMarked
package network.cuckoo.scheduler.rounds;

import org.jspecify.annotations.NullMarked;
