package network.cuckoo.worker.inference;

/** A run gave no output; {@link #code} says why and whether the same request may succeed later or elsewhere. */
public final class InferenceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Code {
        /** The text has more tokens than the model takes. */
        INPUT_TOO_LONG(false),
        /** No loaded model has this name and kind. */
        UNKNOWN_MODEL(false),
        /** Cancelled by the caller. */
        CANCELLED(false),
        /** The engine failed within the run. */
        ENGINE_FAILED(true),
        /** The inference process ended in the middle of the run, by a crash or from outside. */
        CHILD_DIED(true),
        /** The inference process could not be started, repeatedly. */
        START_FAILED(false),
        /** The inference process was closed. */
        CLOSED(true);

        private final boolean retryable;

        Code(boolean retryable) {
            this.retryable = retryable;
        }
    }

    private final Code code;

    public InferenceException(Code code, String message) {
        super(message);
        this.code = code;
    }

    public InferenceException(Code code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public Code code() {
        return code;
    }

    /** Whether the same request may succeed later or on another machine. */
    public boolean retryable() {
        return code.retryable;
    }
}
