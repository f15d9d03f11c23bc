package network.cuckoo.domain;

import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** 32 bytes that name or commit to something: a block, a root, a seed, a digest. Written {@code 0x} and 64 lower-case hex digits. */
public record Hash32(String hex) implements Comparable<Hash32> {
    private static final Pattern FORM = Pattern.compile("0x[0-9a-f]{64}");

    /** 32 zero bytes. */
    public static final Hash32 ZERO = new Hash32("0x" + "0".repeat(64));

    public Hash32 {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("not 32 bytes (0x and 64 lower-case hex digits): " + hex);
        }
    }

    /**
     * Reads 32 bytes in hex, in any case.
     *
     * @throws IllegalArgumentException if the text is not 0x and 64 hex digits
     */
    public static Hash32 parse(String text) {
        return new Hash32(text.toLowerCase(Locale.ROOT));
    }

    /**
     * The value with these 32 bytes.
     *
     * @throws IllegalArgumentException if there are not 32 bytes
     */
    public static Hash32 of(byte[] bytes) {
        return new Hash32("0x" + HexFormat.of().formatHex(bytes));
    }

    /** The 32 bytes, a fresh array. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex, 2, hex.length());
    }

    @Override
    public int compareTo(Hash32 other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
