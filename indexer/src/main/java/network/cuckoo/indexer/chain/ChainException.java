package network.cuckoo.indexer.chain;

/** The node could not be asked, or its answers can't be used now. Asking again later may help: always retryable. */
public final class ChainException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Code code;

    /** What went wrong. */
    public enum Code {
        /** Nobody listens at the address. */
        NOT_CONNECTED,
        /** No usable answer: cut, timed out, or an HTTP status that is not 200. */
        UNREACHABLE,
        /** The node answered a call with an error. */
        REFUSED,
        /** Answers don't fit each other, as during a reorganisation or from nodes behind a balancer. */
        INCONSISTENT
    }

    public ChainException(Code code, String message) {
        super(message);
        this.code = code;
    }

    public ChainException(Code code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
