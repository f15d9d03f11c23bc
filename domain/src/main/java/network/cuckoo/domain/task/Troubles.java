package network.cuckoo.domain.task;

import java.util.HashSet;
import java.util.Set;
import network.cuckoo.domain.NodeAddress;

/**
 * What a task has gone through so far without a result.
 *
 * @param losses leases lost that count against the retry budget
 * @param inputRejectedBy miners that found the input unfit
 * @param freeOnly whether the next draw is among miners with a free place only, since patience with a busy one ran out
 */
public record Troubles(int losses, Set<NodeAddress> inputRejectedBy, boolean freeOnly) {
    /** Of a task that lost no lease. */
    public static final Troubles NONE = new Troubles(0, Set.of(), false);

    public Troubles {
        inputRejectedBy = Set.copyOf(inputRejectedBy);
        if (losses < inputRejectedBy.size()) {
            throw new IllegalArgumentException(losses + " losses and " + inputRejectedBy.size() + " rejections");
        }
    }

    Troubles after(LeaseEnd end, NodeAddress miner) {
        Set<NodeAddress> rejected = new HashSet<>(inputRejectedBy);
        if (end == LeaseEnd.INPUT_REJECTED) {
            rejected.add(miner);
        }
        return new Troubles(losses + (end.isLoss() ? 1 : 0), rejected, end == LeaseEnd.PATIENCE_OVER);
    }
}
