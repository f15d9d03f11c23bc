package network.cuckoo.api.output;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import network.cuckoo.domain.Wei;

/** Parts of a whole, for people; what counts are the amounts beside them. */
public final class Shares {
    private static final MathContext DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);

    private Shares() {}

    /** The part from 0 to 1 with six digits; 0 of nothing. */
    public static double of(Wei part, Wei whole) {
        if (whole.value().signum() == 0) {
            return 0;
        }
        return new BigDecimal(part.value())
                .divide(new BigDecimal(whole.value()), DIGITS)
                .doubleValue();
    }
}
