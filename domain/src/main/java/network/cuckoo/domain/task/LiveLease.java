package network.cuckoo.domain.task;

import network.cuckoo.domain.Fence;
import network.cuckoo.domain.NodeAddress;

/**
 * The lease that holds a task.
 *
 * @param draw the task's draw that it comes from, from 1; no other lease of the task has it
 */
public record LiveLease(int draw, NodeAddress miner, LeaseState state, Fence fence) {
    /** The fence of a new lease. */
    public static final Fence FIRST_FENCE = new Fence(1);

    public LiveLease {
        if (draw < 1 || !state.isLive()) {
            throw new IllegalArgumentException("no live lease: draw " + draw + ", " + state);
        }
    }

    LiveLease become(LeaseState next) {
        if (!state.canBecome(next)) {
            throw new IllegalStateException("a lease can't go from " + state + " to " + next);
        }
        return new LiveLease(draw, miner, next, fence);
    }
}
