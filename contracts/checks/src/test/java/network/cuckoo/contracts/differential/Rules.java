package network.cuckoo.contracts.differential;

import static network.cuckoo.contracts.differential.Exact.big;

import java.math.BigInteger;

/** The immutables of both contracts: amounts in wei, times in seconds, parts in basis points. */
record Rules(
        String name,
        BigInteger minMinerStake,
        BigInteger minCoordinatorStake,
        BigInteger minVote,
        long cooldown,
        long evidenceWindow,
        long epoch,
        long dripPeriod,
        long answerWindow,
        long vetoWindow,
        long caseWindow,
        long accusationPause,
        long longestPause,
        int slashCeilingBps,
        int treasuryCeilingBps,
        BigInteger firstCaseBond,
        int firstMaxSlashBps,
        int firstTreasuryShareBps,
        long rootWindow,
        long escrowWindow) {

    private static final BigInteger CAI = BigInteger.TEN.pow(18);
    private static final long DAY = 86_400;

    /** The main network's. */
    static Rules days() {
        return inDays("days", DAY, 3600, 3000);
    }

    /** A test network's, seconds for days. */
    static Rules seconds() {
        return inDays("seconds", 1, 2, 5000);
    }

    private static Rules inDays(String name, long day, long epoch, int maxSlashBps) {
        return new Rules(
                name,
                CAI.multiply(big(20_000)),
                CAI.multiply(big(2_000_000)),
                CAI,
                7 * day,
                5 * day,
                epoch,
                7 * day,
                3 * day,
                day,
                7 * day,
                30 * day,
                7 * day,
                5000,
                2000,
                CAI.multiply(big(1000)),
                maxSlashBps,
                1000,
                day,
                7 * day);
    }

    /** Few wei and prime periods, so that every rounding shows. */
    static Rules dust() {
        return new Rules(
                "dust", big(1009), big(5003), big(7), 1013, 997, 61, 613, 211, 101, 499, 1499, 307, 5000, 2000,
                big(101), 5000, 1999, 127, 311);
    }

    /** Epochs of seconds and short windows, so that many roots wait and many are paid. */
    static Rules busy() {
        return new Rules(
                "busy", big(1009), big(5003), big(7), 1013, 997, 3, 613, 211, 101, 499, 1499, 307, 5000, 2000, big(101),
                5000, 1999, 31, 43);
    }

    BigInteger minimum(Kind kind) {
        return switch (kind) {
            case NONE -> BigInteger.ZERO;
            case MINER -> minMinerStake;
            case COORDINATOR -> minCoordinatorStake;
        };
    }
}
