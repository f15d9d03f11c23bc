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
    private Instant askedAt = Instant.EPOCH;

    Recent(InstantSource clock, Duration maxAge, Supplier<T> question) {
        this.clock = clock;
        this.maxAge = maxAge;
        this.question = question;
    }

    /** The answer; one caller at a time asks, the others wait for its answer. A failure is thrown and not kept. */
    synchronized T get() {
        Instant now = clock.instant();
        T known = answer;
        if (known == null || now.isBefore(askedAt) || now.isAfter(askedAt.plus(maxAge))) {
            known = question.get();
            answer = known;
            askedAt = now;
        }
        return known;
    }
}
