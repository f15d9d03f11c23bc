package network.cuckoo.domain.task;

/** Where a task stands. A finished task never changes again. */
public enum TaskState {
    /** Paid for and waiting for a miner, for the first time or again after a lost lease. */
    QUEUED,
    /** One miner holds a live lease on it. */
    LEASED,
    /** Its result is accepted. */
    SUCCEEDED,
    /** It was given up; the price was released. */
    FAILED,
    /** The app took it back; the price was released. */
    CANCELLED;

    /** Whether nothing more can happen to the task. */
    public boolean isFinished() {
        return switch (this) {
            case QUEUED, LEASED -> false;
            case SUCCEEDED, FAILED, CANCELLED -> true;
        };
    }

    /** Whether a task may go from this state to the next one. */
    public boolean canBecome(TaskState next) {
        return switch (this) {
            case QUEUED -> next == LEASED || next == FAILED || next == CANCELLED;
            case LEASED -> next == QUEUED || next == SUCCEEDED || next == FAILED || next == CANCELLED;
            case SUCCEEDED, FAILED, CANCELLED -> false;
        };
    }

    /**
     * The next state.
     *
     * @throws IllegalStateException if a task may not go there from here
     */
    public TaskState become(TaskState next) {
        if (!canBecome(next)) {
            throw new IllegalStateException("a task can't go from " + this + " to " + next);
        }
        return next;
    }
}
