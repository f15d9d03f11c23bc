package network.cuckoo.domain;

/** The key that a miner node or a coordinator node signs with; never the owner's own address. */
public record NodeAddress(Address address) implements Comparable<NodeAddress> {
    /**
     * Reads an address in any case.
     *
     * @throws IllegalArgumentException if the text is not 0x and 40 hex digits
     */
    public static NodeAddress parse(String text) {
        return new NodeAddress(Address.parse(text));
    }

    /** {@code 0x} and 40 lower-case hex digits. */
    public String hex() {
        return address.hex();
    }

    @Override
    public int compareTo(NodeAddress other) {
        return address.compareTo(other.address);
    }

    @Override
    public String toString() {
        return address.hex();
    }
}
