package network.cuckoo.cli.staking;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import network.cuckoo.domain.CandidateKind;
import network.cuckoo.domain.Wei;

/** Names as people read and type them. */
final class Words {
    private static final int DECIMALS = 18;

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
        return new BigDecimal(amount.value(), DECIMALS)
                        .round(new MathContext(3))
                        .stripTrailingZeros()
                        .toPlainString()
                + " CAI";
    }

    static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
