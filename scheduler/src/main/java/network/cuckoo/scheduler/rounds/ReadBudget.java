package network.cuckoo.scheduler.rounds;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Bounds what rounds spend on reading the queue from its very beginning. That is cheap as long as Postgres may clear away what has left
 * the queue, and slow while an old transaction is open; then it is done for at most a twentieth of the time.
 */
final class ReadBudget {
    private static final long CHEAP_NANOS = Duration.ofMillis(5).toNanos();
    private static final int ONE_IN = 20;

    private final LongSupplier nanoClock;
    private long costNanos;
    private long lastNanos;

    ReadBudget(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** Whether it may be read from the beginning now. */
    boolean allows() {
        return costNanos <= CHEAP_NANOS || nanoClock.getAsLong() - lastNanos >= ONE_IN * costNanos;
    }

    /** Notes when a read began. */
    long begin() {
        return nanoClock.getAsLong();
    }

    /** Notes what a read cost; a single slow one among cheap ones counts little. */
    void spent(long beginNanos) {
        lastNanos = nanoClock.getAsLong();
        long cost = lastNanos - beginNanos;
        costNanos = cost < costNanos ? cost : costNanos + (cost - costNanos) / 4;
    }
}
