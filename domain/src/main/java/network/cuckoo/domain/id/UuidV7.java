package network.cuckoo.domain.id;

import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes UUIDs of version 7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, a 12-bit counter (method 1 of section 6.2),
 * 62 random bits. Each is greater than the one before, also within a millisecond and when the clock steps back. Thread-safe.
 */
public final class UuidV7 {
    private static final int COUNTER_MAX = 0xfff;
    private static final int COUNTER_START_BITS = 11;

    private final InstantSource clock;
    private final RandomGenerator random;
    private long millis = Long.MIN_VALUE;
    private int counter;

    public UuidV7(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** The next id. */
    public synchronized UUID next() {
        advance(clock.millis());
        long high = (millis << 16) | 0x7000L | counter;
        long low = (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private void advance(long now) {
        if (now > millis) {
            startMillisecond(now);
        } else if (counter == COUNTER_MAX) {
            startMillisecond(millis + 1);
        } else {
            counter++;
        }
    }

    /** The counter starts in its lower half, so that a millisecond has room for 2,048 ids before it borrows from the next one. */
    private void startMillisecond(long newMillis) {
        millis = newMillis;
        counter = random.nextInt(1 << COUNTER_START_BITS);
    }
}
