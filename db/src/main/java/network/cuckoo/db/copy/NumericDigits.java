package network.cuckoo.db.copy;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A whole number in the digits of Postgres' {@code numeric}: to the base of 10,000, the highest first, none for zero. */
public final class NumericDigits {
    static final short POSITIVE = 0;
    static final short NEGATIVE = 0x4000;

    private static final int BASE = 10_000;
    private static final int DIGITS_A_LIMB = 4;
    private static final BigInteger LIMB = BigInteger.TEN.pow(16); // four digits, which a long holds
    private static final int LONG_BITS = 63;
    private static final int BITS_A_DIGIT = 13; // fewer than a digit has

    private NumericDigits() {}

    static short[] of(BigInteger value) {
        BigInteger rest = value.abs();
        var digits = new short[rest.bitLength() / BITS_A_DIGIT + DIGITS_A_LIMB + 1];
        int from = digits.length;
        while (rest.bitLength() > LONG_BITS) {
            BigInteger[] parts = rest.divideAndRemainder(LIMB);
            rest = parts[0];
            long limb = parts[1].longValue();
            for (int i = 0; i < DIGITS_A_LIMB; i++, limb /= BASE) {
                digits[--from] = (short) (limb % BASE);
            }
        }
        for (long limb = rest.longValue(); limb > 0; limb /= BASE) {
            digits[--from] = (short) (limb % BASE);
        }
        return Arrays.copyOfRange(digits, from, digits.length);
    }

    /** The other way: a {@code numeric} without a fraction in Postgres' binary form, the buffer's next bytes. */
    public static BigInteger read(ByteBuffer from) {
        int digits = from.getShort();
        int highest = from.getShort();
        short sign = from.getShort();
        int fraction = from.getShort();
        if (fraction != 0 || digits > highest + 1 || (sign != POSITIVE && sign != NEGATIVE)) {
            throw new IllegalArgumentException("not a whole number");
        }
        BigInteger value = BigInteger.ZERO;
        long limb = 0;
        // Zeros at the end are left out.
        for (int place = highest; place >= 0; place--) {
            limb = limb * BASE + (highest - place < digits ? from.getShort() : 0);
            if (place % DIGITS_A_LIMB == 0) {
                value = value.signum() == 0
                        ? BigInteger.valueOf(limb)
                        : value.multiply(LIMB).add(BigInteger.valueOf(limb));
                limb = 0;
            }
        }
        return sign == NEGATIVE ? value.negate() : value;
    }
}
