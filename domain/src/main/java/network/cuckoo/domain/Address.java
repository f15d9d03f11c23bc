package network.cuckoo.domain;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An account or contract on an EVM chain: 20 bytes, written {@code 0x} and 40 lower-case hex digits. Ordered by its bytes. */
public final class Address implements Comparable<Address> {
    private static final Pattern FORM = Pattern.compile("0x[0-9a-f]{40}");

    /** How many bytes an address has. */
    public static final int BYTES = 20;

    /** The address of nobody. */
    public static final Address ZERO = new Address(new byte[BYTES]);

    private final byte[] bytes;

    private Address(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @throws IllegalArgumentException if the text is not 0x and 40 lower-case hex digits */
    public Address(String hex) {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("not an address (0x and 40 lower-case hex digits): " + hex);
        }
        bytes = HexFormat.of().parseHex(hex, 2, hex.length());
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
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("not 20 bytes: " + bytes.length);
        }
        return new Address(bytes.clone());
    }

    /** {@code 0x} and 40 lower-case hex digits. */
    public String hex() {
        return "0x" + HexFormat.of().formatHex(bytes);
    }

    /** The 20 bytes, a fresh array. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public int compareTo(Address other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Address address && Arrays.equals(bytes, address.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}
