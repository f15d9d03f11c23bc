package network.cuckoo.domain;

/** A block's height; the genesis block is 0. */
public record BlockNumber(long value) implements Comparable<BlockNumber> {
    public BlockNumber {
        if (value < 0) {
            throw new IllegalArgumentException("BlockNumber is negative: " + value);
        }
    }

    @Override
    public int compareTo(BlockNumber other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
