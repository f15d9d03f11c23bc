package network.cuckoo.domain;

/** The count of a lease's changes of hands: a message under an older fence is refused. */
public record Fence(long value) implements Comparable<Fence> {
    public Fence {
        if (value < 0) {
            throw new IllegalArgumentException("Fence is negative: " + value);
        }
    }

    @Override
    public int compareTo(Fence other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
