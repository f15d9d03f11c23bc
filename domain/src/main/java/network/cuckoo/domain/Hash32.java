package network.cuckoo.domain;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** 32 bytes that name or commit to something: a block, a root, a seed, a digest. Written {@code 0x} and 64 lower-case hex digits. */
public final class Hash32 implements Comparable<Hash32> {
    private static final Pattern FORM = Pattern.compile("0x[0-9a-f]{64}");
    private static final int BYTES = 32;

    /** 32 zero bytes. */
    public static final Hash32 ZERO = new Hash32(new byte[BYTES]);

    private final byte[] bytes;

    private Hash32(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @throws IllegalArgumentException if the text is not 0x and 64 lower-case hex digits */
    public Hash32(String hex) {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("not 32 bytes (0x and 64 lower-case hex digits): " + hex);
        }
        bytes = HexFormat.of().parseHex(hex, 2, hex.length());
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
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("not 32 bytes: " + bytes.length);
        }
        return new Hash32(bytes.clone());
    }

    /** {@code 0x} and 64 lower-case hex digits. */
    public String hex() {
        return "0x" + HexFormat.of().formatHex(bytes);
    }

    /** The 32 bytes, a fresh array. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public int compareTo(Hash32 other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Hash32 hash && Arrays.equals(bytes, hash.bytes);
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
