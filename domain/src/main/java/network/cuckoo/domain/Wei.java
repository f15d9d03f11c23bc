package network.cuckoo.domain;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An amount of CAI that is not negative, in wei (10⁻¹⁸ CAI). */
public record Wei(BigInteger value) implements Comparable<Wei> {
    private static final Pattern TEXT = Pattern.compile("(\\d+(?:\\.\\d{1,18})?)\\s*(CAI|wei)?");
    private static final int DECIMALS = 18;

    public static final Wei ZERO = new Wei(BigInteger.ZERO);

    public Wei {
        if (value.signum() < 0) {
            throw new IllegalArgumentException("an amount of wei is negative: " + value);
        }
    }

    /** So many whole CAI. */
    public static Wei ofCai(long cai) {
        return new Wei(BigInteger.valueOf(cai).multiply(BigInteger.TEN.pow(DECIMALS)));
    }

    /**
     * Reads {@code 20000CAI}, {@code 0.5CAI}, {@code 1000wei} or {@code 1000} (wei).
     *
     * @throws IllegalArgumentException if the text is none of these, or is a fraction of a wei
     */
    public static Wei parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not an amount: '" + text + "' (write 20000CAI, 0.5CAI or 1000wei)");
        }
        var number = new BigDecimal(matcher.group(1));
        boolean cai = "CAI".equals(matcher.group(2));
        try {
            return new Wei((cai ? number.movePointRight(DECIMALS) : number).toBigIntegerExact());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("not a whole number of wei: '" + text + "'", e);
        }
    }

    public Wei plus(Wei other) {
        return new Wei(value.add(other.value));
    }

    /**
     * This amount less the other.
     *
     * @throws IllegalArgumentException if the other is larger
     */
    public Wei minus(Wei other) {
        return new Wei(value.subtract(other.value));
    }

    /** This amount times {@code basisPoints} / 10,000, rounded down. */
    public Wei basisPoints(int basisPoints) {
        return new Wei(value.multiply(BigInteger.valueOf(basisPoints)).divide(BigInteger.valueOf(10_000)));
    }

    /** The amount in CAI without needless zeros, for people: {@code 20000 CAI}. */
    public String toCai() {
        var cai = new BigDecimal(value, DECIMALS).stripTrailingZeros();
        return cai.toPlainString() + " CAI";
    }

    @Override
    public int compareTo(Wei other) {
        return value.compareTo(other.value);
    }

    /** Wei in decimal digits, without a unit, as in JSON. */
    @Override
    public String toString() {
        return value.toString();
    }
}
