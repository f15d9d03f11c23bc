package network.cuckoo.domain;

/** An epoch: the Unix time of its blocks in seconds, divided by the period and rounded down. */
public record EpochNumber(long value) implements Comparable<EpochNumber> {
    public EpochNumber {
        if (value < 0) {
            throw new IllegalArgumentException("EpochNumber is negative: " + value);
        }
    }

    @Override
    public int compareTo(EpochNumber other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
