package network.cuckoo.domain;

import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** An account or contract on an EVM chain: 20 bytes, written {@code 0x} and 40 lower-case hex digits. Ordered by its bytes. */
public record Address(String hex) implements Comparable<Address> {
    private static final Pattern FORM = Pattern.compile("0x[0-9a-f]{40}");

    /** The address of nobody. */
    public static final Address ZERO = new Address("0x" + "0".repeat(40));

    public Address {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("not an address (0x and 40 lower-case hex digits): " + hex);
        }
    }

    /**
     * Reads an address in any case, checksummed or not.
     *
     * @throws IllegalArgumentException if the text is not 0x and 40 hex digits
     */
    public static Address parse(String text) {
        return new Address(text.toLowerCase(Locale.ROOT));
    }

    /**
     * The address with these 20 bytes.
     *
     * @throws IllegalArgumentException if there are not 20 bytes
     */
    public static Address of(byte[] bytes) {
        return new Address("0x" + HexFormat.of().formatHex(bytes));
    }

    /** The 20 bytes, a fresh array. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex, 2, hex.length());
    }

    @Override
    public int compareTo(Address other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
