package network.cuckoo.domain;

/** The account that owns a candidate's registration and stake. */
public record OwnerAddress(Address address) implements Comparable<OwnerAddress> {
    /**
     * Reads an address in any case.
     *
     * @throws IllegalArgumentException if the text is not 0x and 40 hex digits
     */
    public static OwnerAddress parse(String text) {
        return new OwnerAddress(Address.parse(text));
    }

    /** {@code 0x} and 40 lower-case hex digits. */
    public String hex() {
        return address.hex();
    }

    @Override
    public int compareTo(OwnerAddress other) {
        return address.compareTo(other.address);
    }

    @Override
    public String toString() {
        return address.hex();
    }
}
