package network.cuckoo.domain.task;

/** Where a lease stands. */
public enum LeaseState {
    /** Assigned, waiting for the miner to take it up. */
    OFFERED,
    /** The miner has said that it works on it. */
    STARTED,
    /** Over, with a {@link LeaseEnd}. */
    ENDED;

    /** Whether a lease may go from this state to the next one. */
    public boolean canBecome(LeaseState next) {
        return switch (this) {
            case OFFERED -> next == STARTED || next == ENDED;
            case STARTED -> next == ENDED;
            case ENDED -> false;
        };
    }

    /** Whether the lease still holds its task. */
    public boolean isLive() {
        return this != ENDED;
    }
}
