package network.cuckoo.cli.staking;

import java.util.Optional;
import network.cuckoo.domain.Wei;

/** An amount as people type it, or {@code all}. @param amount empty for all */
public record AmountOrAll(Optional<Wei> amount) {
    private static final String ALL = "all";

    /** @throws IllegalArgumentException if the text is neither */
    public static AmountOrAll parse(String text) {
        if (text.strip().equals(ALL)) {
            return new AmountOrAll(Optional.empty());
        }
        try {
            return new AmountOrAll(Optional.of(Ranges.amount(Wei.parse(text))));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + ", or all", e);
        }
    }
}
