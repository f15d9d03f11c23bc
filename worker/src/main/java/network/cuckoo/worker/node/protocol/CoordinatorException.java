package network.cuckoo.worker.node.protocol;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request to the coordinator gave no answer or was refused; {@link #code} says why. */
public final class CoordinatorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    private final boolean retryable;
    private final long retryAfterMillis;

    private CoordinatorException(
            ProblemCode code, boolean retryable, long retryAfterMillis, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.retryable = retryable;
        this.retryAfterMillis = retryAfterMillis;
    }

    static CoordinatorException refused(
            ProblemCode code, boolean retryable, Optional<Duration> retryAfter, String message) {
        return new CoordinatorException(
                code, retryable, retryAfter.map(Duration::toMillis).orElse(0L), message, null);
    }

    static CoordinatorException unreachable(String message, Throwable cause) {
        return new CoordinatorException(ProblemCode.UNREACHABLE, true, 0, message, cause);
    }

    static CoordinatorException malformed(String message, Throwable cause) {
        return new CoordinatorException(ProblemCode.MALFORMED_ANSWER, true, 0, message, cause);
    }

    static CoordinatorException abandoned(String message, Throwable cause) {
        return new CoordinatorException(ProblemCode.ABANDONED, false, 0, message, cause);
    }

    public ProblemCode code() {
        return code;
    }

    /** Whether the same request may get an answer later: nobody has decided on it yet. */
    public boolean retryable() {
        return retryable;
    }

    /** The least wait before the next try that the coordinator asked for; zero if it named none. */
    public Duration retryAfter() {
        return Duration.ofMillis(retryAfterMillis);
    }

    /** Whether the coordinator says that this miner holds the lease no more. */
    public boolean leaseIsGone() {
        return switch (code) {
            case NOT_YOUR_LEASE, LEASE_ENDED, WRONG_FENCE, ALREADY_FINISHED, NOT_FOUND -> true;
            default -> false;
        };
    }
}
