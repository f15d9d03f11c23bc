package network.cuckoo.cli.chain.errand;

import java.math.BigInteger;
import java.util.Locale;

/** Where a case stands, in the contract's order. */
public enum CaseStatus {
    NONE,
    PROPOSED,
    DECIDED,
    REJECTED,
    VETOED,
    EXECUTED,
    EXPIRED;

    static CaseStatus of(BigInteger number) {
        return values()[number.intValueExact()];
    }

    /** As people write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
