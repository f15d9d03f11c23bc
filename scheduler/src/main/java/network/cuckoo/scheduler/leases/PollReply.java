package network.cuckoo.scheduler.leases;

import java.util.List;
import network.cuckoo.domain.LeaseId;

/**
 * An answer to a poll.
 *
 * @param leases live leases that the miner did not name
 * @param gone leases that the miner named and no longer holds
 */
public record PollReply(List<LeaseOffer> leases, List<LeaseId> gone) {
    public PollReply {
        leases = List.copyOf(leases);
        gone = List.copyOf(gone);
    }

    /** Whether there is nothing to tell. */
    public boolean isEmpty() {
        return leases.isEmpty() && gone.isEmpty();
    }
}
