package network.cuckoo.domain.ledger;

import network.cuckoo.domain.AppId;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;

/**
 * Who gets how much of a task's price. The check fund's and the coordinator's shares are rounded down to the wei and the miner
 * gets all the rest, so the shares always sum to the price.
 *
 * @param checkFundBasisPoints hundredths of a per cent, 0 to 10,000
 * @param coordinatorBasisPoints likewise; both together at most 10,000
 */
public record PriceSplit(int checkFundBasisPoints, int coordinatorBasisPoints) {
    private static final int WHOLE_BASIS_POINTS = 10_000;

    public PriceSplit {
        if (checkFundBasisPoints < 0
                || coordinatorBasisPoints < 0
                || (long) checkFundBasisPoints + coordinatorBasisPoints > WHOLE_BASIS_POINTS) {
            throw new IllegalArgumentException("shares of check fund and coordinator must be 0 or more and at most "
                    + WHOLE_BASIS_POINTS + " basis points together, not " + checkFundBasisPoints + " and "
                    + coordinatorBasisPoints);
        }
    }

    /** The parts of a price; they sum to it. */
    public record Shares(Wei miner, Wei checkFund, Wei coordinator) {}

    /** Divides a price. */
    public Shares of(Wei price) {
        Wei checkFund = price.basisPoints(checkFundBasisPoints);
        Wei coordinator = price.basisPoints(coordinatorBasisPoints);
        return new Shares(price.minus(checkFund).minus(coordinator), checkFund, coordinator);
    }

    /** Pays a held price out on acceptance: from the app's held account to miner, check fund and coordinator. */
    public Postings capture(AppId app, Wei price, OwnerAddress miner, OwnerAddress coordinator) {
        Shares shares = of(price);
        return Postings.of(
                new Posting(LedgerAccount.appHeld(app), price.value().negate()),
                new Posting(LedgerAccount.miner(miner), shares.miner().value()),
                new Posting(LedgerAccount.checkFund(), shares.checkFund().value()),
                new Posting(
                        LedgerAccount.coordinator(coordinator),
                        shares.coordinator().value()));
    }
}
