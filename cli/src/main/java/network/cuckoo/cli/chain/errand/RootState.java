package network.cuckoo.cli.chain.errand;

import java.util.Locale;

/** Where a payout root stands. */
public enum RootState {
    /** The arbiter may still reject it. */
    WAITING,
    /** It pays, for ever. */
    FINAL,
    /** The arbiter rejected it; it pays nothing. */
    REJECTED;

    /** As people write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
