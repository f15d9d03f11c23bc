package network.cuckoo.domain;

/** The id of a chain as in EIP-155. */
public record ChainId(long value) implements Comparable<ChainId> {
    public ChainId {
        if (value < 0) {
            throw new IllegalArgumentException("ChainId is negative: " + value);
        }
    }

    @Override
    public int compareTo(ChainId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
