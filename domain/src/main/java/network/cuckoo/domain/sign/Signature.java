package network.cuckoo.domain.sign;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A secp256k1 signature: {@code r‖s‖v} in 65 bytes, v being 27 or 28; written {@code 0x} and 130 lower-case hex digits, and in no
 * other way, so that one signature is one text.
 */
public record Signature(String hex) {
    private static final Pattern FORM = Pattern.compile("0x[0-9a-f]{128}1[bc]");
    private static final int RS_BYTES = 64;

    public Signature {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException(
                    "not a signature (0x, 64 bytes r‖s, then 1b or 1c, in lower-case hex): " + hex);
        }
    }

    /**
     * The signature of 64 bytes {@code r‖s} and the recovery id.
     *
     * @throws IllegalArgumentException if there are not 64 bytes or the id is not 0 or 1
     */
    public static Signature of(byte[] rs, int recoveryId) {
        if (rs.length != RS_BYTES || (recoveryId & ~1) != 0) {
            throw new IllegalArgumentException(
                    "not 64 bytes and a recovery id of 0 or 1: " + rs.length + " bytes, " + recoveryId);
        }
        return new Signature("0x" + HexFormat.of().formatHex(rs) + (recoveryId == 0 ? "1b" : "1c"));
    }

    /** The 65 bytes as contracts take them, a fresh array. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex, 2, hex.length());
    }

    /** The 64 bytes {@code r‖s}, a fresh array. */
    public byte[] rs() {
        return HexFormat.of().parseHex(hex, 2, 130);
    }

    /** The number s. */
    public BigInteger s() {
        return new BigInteger(hex.substring(66, 130), 16);
    }

    /** Which of the two candidate keys signed: 0 or 1. */
    public int recoveryId() {
        return hex.endsWith("1b") ? 0 : 1;
    }

    @Override
    public String toString() {
        return hex;
    }
}
