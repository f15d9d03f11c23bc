package network.cuckoo.domain.ledger;

import network.cuckoo.domain.AppId;
import network.cuckoo.domain.OwnerAddress;

/**
 * A side of the books: what kind, and whose ({@code ""} for the network's own).
 */
public record LedgerAccount(Kind kind, String holder) {
    /** The kinds of accounts. */
    public enum Kind {
        /** Where apps' credit comes from: deposits and grants. Its balance is minus all credit given. */
        CREDIT_SOURCE,
        /** What an app can spend. */
        APP_AVAILABLE,
        /** What is held for an app's unfinished tasks. */
        APP_HELD,
        /** What a miner's owner has earned, gross. */
        MINER,
        /** What pays for checking results. */
        CHECK_FUND,
        /** What the coordinator's owner has earned. */
        COORDINATOR
    }

    public LedgerAccount {
        boolean shared = kind == Kind.CREDIT_SOURCE || kind == Kind.CHECK_FUND;
        if (shared != holder.isEmpty()) {
            throw new IllegalArgumentException(
                    "account " + kind + (shared ? " belongs to nobody, not to " + holder : " needs a holder"));
        }
    }

    public static LedgerAccount creditSource() {
        return new LedgerAccount(Kind.CREDIT_SOURCE, "");
    }

    public static LedgerAccount appAvailable(AppId app) {
        return new LedgerAccount(Kind.APP_AVAILABLE, app.toString());
    }

    public static LedgerAccount appHeld(AppId app) {
        return new LedgerAccount(Kind.APP_HELD, app.toString());
    }

    public static LedgerAccount miner(OwnerAddress owner) {
        return new LedgerAccount(Kind.MINER, owner.hex());
    }

    public static LedgerAccount checkFund() {
        return new LedgerAccount(Kind.CHECK_FUND, "");
    }

    public static LedgerAccount coordinator(OwnerAddress owner) {
        return new LedgerAccount(Kind.COORDINATOR, owner.hex());
    }
}
