package network.cuckoo.domain.task;

/** How a lease came to its end. */
public enum LeaseEnd {
    /** Its result was accepted. */
    ACCEPTED,
    /** The offer ran out before the miner took it up; no blame. */
    NOT_PICKED_UP,
    /** The miner started and did not deliver in time. */
    TIMED_OUT,
    /** The miner gave it back unworked. */
    REFUSED,
    /** The miner reported an error, or its result was not acceptable. */
    FAILED,
    /** The app cancelled the task. */
    CANCELLED,
    /** The miner's session ended under it: by a newer login, say after a crash, or by a logout. */
    SUPERSEDED;

    /** Whether a lease in this state can end so. A result whose start message was lost still counts. */
    public boolean canEnd(LeaseState state) {
        return switch (this) {
            case NOT_PICKED_UP -> state == LeaseState.OFFERED;
            case TIMED_OUT -> state == LeaseState.STARTED;
            case ACCEPTED, REFUSED, FAILED, CANCELLED, SUPERSEDED -> state.isLive();
        };
    }

    /** Whether the task is drawn again without this miner ({@code EXCLUDED}). */
    public boolean excludesMiner() {
        return switch (this) {
            case NOT_PICKED_UP, TIMED_OUT, REFUSED, FAILED, SUPERSEDED -> true;
            case ACCEPTED, CANCELLED -> false;
        };
    }
}
