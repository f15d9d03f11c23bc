package network.cuckoo.worker.node;

import java.time.Duration;

/**
 * How long to wait between tries. The wait before try n is drawn between nothing and {@code first · 2^n}, at most {@code longest}
 * ("full jitter", AWS Architecture Blog 2015), so that nodes don't come back all at once.
 */
public record RetryTimes(Duration first, Duration longest) {
    /** From 250 ms up to 5 s. */
    public static final RetryTimes DEFAULT = new RetryTimes(Duration.ofMillis(250), Duration.ofSeconds(5));

    public RetryTimes {
        if (!first.isPositive() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "retry times must be positive and rising, not " + first + " and " + longest);
        }
    }
}
