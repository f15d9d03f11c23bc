package network.cuckoo.indexer.chain;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The node could not be asked, or its answers can't be used now. Asking again later may help: always retryable. */
public final class ChainException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Code code;
    private final @Nullable Duration retryAfter;

    /** What went wrong. */
    public enum Code {
        /** Nobody listens at the address. */
        NOT_CONNECTED,
        /** An HTTP status that is not 200 and tells neither of size nor of haste. */
        UNREACHABLE,
        /** No whole answer: none in time, cut off, or no JSON. Less at a time may come whole. */
        BROKEN_OFF,
        /** Too much at a time, by the node's words or its status, or because its answer was too long for us. */
        TOO_MUCH,
        /** Asked too often; see {@link ChainException#retryAfter}. */
        RATE_LIMITED,
        /** The node answered a call with JSON-RPC's "internal error": it is in trouble, which says nothing of the question. */
        INTERNAL,
        /** The node answered a call with an error of another kind. */
        REFUSED,
        /** Answers don't fit each other, as during a reorganisation, from nodes behind a balancer, or from a liar. */
        INCONSISTENT
    }

    public ChainException(Code code, String message) {
        super(message);
        this.code = code;
        this.retryAfter = null;
    }

    public ChainException(Code code, String message, Throwable cause) {
        this(code, message, Optional.empty(), cause);
    }

    /** @param retryAfter how long the node wants to be left alone */
    ChainException(Code code, String message, Optional<Duration> retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.retryAfter = retryAfter.orElse(null);
    }

    public Code code() {
        return code;
    }

    /** How long the node asks to be left alone; at most {@link RetryAfter#LONGEST}. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The same, told of this node: with its host and port, and without the keys in its address should the node have repeated them. */
    public ChainException at(RpcUrl node) {
        return new ChainException(
                code, node + ": " + node.withoutKeys(String.valueOf(getMessage())), retryAfter(), this);
    }
}
