package network.cuckoo.domain.epoch;

import java.time.Instant;

/** The timestamp in a block's header, in Unix seconds. Not the time of any machine's clock. */
public record BlockTime(long seconds) implements Comparable<BlockTime> {
    public BlockTime {
        if (seconds < 0) {
            throw new IllegalArgumentException("BlockTime is negative: " + seconds);
        }
    }

    /** The same moment for clocks and people. */
    public Instant toInstant() {
        return Instant.ofEpochSecond(seconds);
    }

    @Override
    public int compareTo(BlockTime other) {
        return Long.compare(seconds, other.seconds);
    }

    @Override
    public String toString() {
        return Long.toString(seconds);
    }
}
