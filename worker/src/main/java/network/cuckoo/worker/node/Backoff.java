package network.cuckoo.worker.node;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** The growing waits of one row of tries. Not thread-safe. */
final class Backoff {
    private static final int MAX_DOUBLINGS = 20;

    private final RetryTimes times;
    private final RandomGenerator random;
    private int failures;

    Backoff(RetryTimes times, RandomGenerator random) {
        this.times = times;
        this.random = random;
    }

    /** The wait before the next try, at least {@code atLeast}. */
    Duration next(Duration atLeast) {
        long ceilingMillis =
                Math.min(times.longest().toMillis(), times.first().toMillis() << Math.min(failures, MAX_DOUBLINGS));
        failures++;
        var drawn = Duration.ofMillis(random.nextLong(Math.max(1, ceilingMillis)) + 1);
        return drawn.compareTo(atLeast) < 0 ? atLeast : drawn;
    }

    void reset() {
        failures = 0;
    }
}
