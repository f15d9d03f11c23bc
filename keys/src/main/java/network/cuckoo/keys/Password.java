package network.cuckoo.keys;

/** The password of a keystore file; shows itself to {@link Keystore} only. */
public record Password(String value) {
    /** A mask. */
    @Override
    public String toString() {
        return "Password[…]";
    }
}
