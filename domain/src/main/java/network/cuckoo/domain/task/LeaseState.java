package network.cuckoo.domain.task;

/** Where a lease stands. */
public enum LeaseState {
    /** Kept in a waiting place of its busy miner, which is not told of it yet. */
    WAITING,
    /** Assigned, waiting for the miner to take it up. */
    OFFERED,
    /** The miner has said that it works on it. */
    STARTED,
    /** Over, with a {@link LeaseEnd}. */
    ENDED;

    /** Whether a lease may go from this state to the next one. */
    public boolean canBecome(LeaseState next) {
        return switch (this) {
            case WAITING -> next == OFFERED || next == ENDED;
            case OFFERED -> next == STARTED || next == ENDED;
            case STARTED -> next == ENDED;
            case ENDED -> false;
        };
    }

    /** Whether the lease still holds its task. */
    public boolean isLive() {
        return this != ENDED;
    }

    /** Whether its miner is told of it. */
    public boolean isShown() {
        return this == OFFERED || this == STARTED;
    }

    /** What its deadline is for. */
    public Deadline deadline() {
        return switch (this) {
            case WAITING -> Deadline.PATIENCE;
            case OFFERED -> Deadline.PICK_UP;
            case STARTED -> Deadline.LEASE_TIME;
            case ENDED -> Deadline.NONE;
        };
    }

    /**
     * How a live lease in this state ends when its deadline passes.
     *
     * @throws IllegalStateException if the lease has ended
     */
    public LeaseEnd atDeadline() {
        return switch (this) {
            case WAITING -> LeaseEnd.PATIENCE_OVER;
            case OFFERED -> LeaseEnd.NOT_PICKED_UP;
            case STARTED -> LeaseEnd.TIMED_OUT;
            case ENDED -> throw new IllegalStateException("an ended lease has no deadline");
        };
    }

    /**
     * How a live lease in this state ends when its miner's session does. A miner that was not told of it lost nothing.
     *
     * @throws IllegalStateException if the lease has ended
     */
    public LeaseEnd atSessionEnd() {
        return switch (this) {
            case WAITING -> LeaseEnd.PATIENCE_OVER;
            case OFFERED, STARTED -> LeaseEnd.SUPERSEDED;
            case ENDED -> throw new IllegalStateException("an ended lease has no session");
        };
    }
}
