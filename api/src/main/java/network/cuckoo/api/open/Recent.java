package network.cuckoo.api.open;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The last answer to a costly question, asked again only when it is too old: what anybody may read must not burden the database. */
final class Recent<T> {
    private final InstantSource clock;
    private final Duration maxAge;
    private final Supplier<T> question;
    private @Nullable T answer;
    private @Nullable RuntimeException failure;
    private Instant askedAt = Instant.EPOCH;

    Recent(InstantSource clock, Duration maxAge, Supplier<T> question) {
        this.clock = clock;
        this.maxAge = maxAge;
        this.question = question;
    }

    /**
     * The answer; one caller at a time asks, the others wait for what it gets. A failure is kept as long as an answer, so that
     * callers don't queue up behind a database that is away.
     */
    synchronized T get() {
        if (isDue()) {
            ask();
        }
        RuntimeException failed = failure;
        T known = answer;
        if (failed != null || known == null) {
            throw failed == null ? new IllegalStateException("a question without an answer") : failed;
        }
        return known;
    }

    private boolean isDue() {
        Instant now = clock.instant();
        boolean nothingYet = answer == null && failure == null;
        return nothingYet || now.isBefore(askedAt) || now.isAfter(askedAt.plus(maxAge));
    }

    private void ask() {
        try {
            answer = question.get();
            failure = null;
        } catch (RuntimeException e) {
            answer = null;
            failure = e;
        }
        askedAt = clock.instant();
    }
}
