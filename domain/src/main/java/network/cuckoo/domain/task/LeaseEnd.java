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
    SUPERSEDED,
    /** The wait for a busy winner came to nothing: the model's patience, the task's own deadline or the miner's session was over. */
    PATIENCE_OVER,
    /** The miner found the input unfit for the model. */
    INPUT_REJECTED,
    /** What the coordinator offered contradicts itself. */
    COORDINATOR_FAULT;

    /** Whether a lease in this state can end so. A result whose start message was lost still counts. */
    public boolean canEnd(LeaseState state) {
        return switch (this) {
            case PATIENCE_OVER -> state == LeaseState.WAITING;
            case NOT_PICKED_UP -> state == LeaseState.OFFERED;
            case TIMED_OUT -> state == LeaseState.STARTED;
            case ACCEPTED, REFUSED, FAILED, SUPERSEDED, INPUT_REJECTED, COORDINATOR_FAULT -> state.isShown();
            case CANCELLED -> state.isLive();
        };
    }

    /** Whether the task is drawn again without this miner ({@code EXCLUDED}). */
    public boolean excludesMiner() {
        return switch (this) {
            case NOT_PICKED_UP, TIMED_OUT, REFUSED, FAILED, SUPERSEDED, INPUT_REJECTED -> true;
            case ACCEPTED, CANCELLED, PATIENCE_OVER, COORDINATOR_FAULT -> false;
        };
    }

    /** Whether it uses up one of the losses that a task may have. */
    public boolean isLoss() {
        return switch (this) {
            case NOT_PICKED_UP, TIMED_OUT, REFUSED, FAILED, SUPERSEDED, INPUT_REJECTED, COORDINATOR_FAULT -> true;
            case ACCEPTED, CANCELLED, PATIENCE_OVER -> false;
        };
    }

    /** Whose fault it is. */
    public Blame blame() {
        return switch (this) {
            case TIMED_OUT, REFUSED, FAILED -> Blame.MINER;
            case INPUT_REJECTED -> Blame.INPUT;
            case COORDINATOR_FAULT -> Blame.COORDINATOR;
            case ACCEPTED, NOT_PICKED_UP, CANCELLED, SUPERSEDED, PATIENCE_OVER -> Blame.NOBODY;
        };
    }
}
