package network.cuckoo.cli.staking;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import network.cuckoo.domain.CandidateKind;
import network.cuckoo.domain.Wei;

/** Names as people read and type them. */
final class Words {
    private static final int DECIMALS = 18;
    private static final int GWEI_DECIMALS = 9;

    private Words() {}

    static String of(CandidateKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** A stranger's text, without what a terminal would obey. */
    static String harmless(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    }

    /** An amount with three significant digits, for fees. */
    static String about(Wei amount) {
        return rounded(amount, DECIMALS) + " CAI";
    }

    /** The price of a unit of gas with three significant digits. */
    static String gwei(Wei price) {
        return rounded(price, GWEI_DECIMALS) + " gwei";
    }

    /** Basis points as per cent: {@code 2.5 %}. */
    static String percent(int basisPoints) {
        return BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros().toPlainString() + " %";
    }

    private static String rounded(Wei amount, int decimals) {
        return new BigDecimal(amount.value(), decimals)
                .round(new MathContext(3))
                .stripTrailingZeros()
                .toPlainString();
    }

    static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
