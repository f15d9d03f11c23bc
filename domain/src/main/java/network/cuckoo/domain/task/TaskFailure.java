package network.cuckoo.domain.task;

/** Why a task was given up; {@link #code()} is the stable name in API answers and tables. */
public enum TaskFailure {
    /** Every available miner lost a lease on it, or the limit of attempts was reached. */
    ATTEMPTS_EXHAUSTED("attempts_exhausted"),
    /** It was not finished before its deadline. */
    DEADLINE_PASSED("deadline_passed"),
    /** The model was taken off the list while the task waited. */
    MODEL_WITHDRAWN("model_withdrawn"),
    /** The miners found the input unfit for the model. */
    INPUT_REJECTED("input_rejected");

    private final String code;

    TaskFailure(String code) {
        this.code = code;
    }

    /** The stable name. */
    public String code() {
        return code;
    }
}
