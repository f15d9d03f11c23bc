package network.cuckoo.cli.chain.deploy;

import java.time.Duration;
import network.cuckoo.domain.Wei;

/**
 * What a network is built with and never changes (CONTRACTS: parameters).
 *
 * @param minimumMinerStake least own stake of a miner
 * @param minimumCoordinatorStake least own stake of a coordinator
 * @param slashCeilingBps the most that governance may let a case cut, in basis points of the pool
 * @param treasuryCeilingBps the most of a cut that governance may give the treasury, in basis points
 */
public record NetworkTerms(
        Wei minimumMinerStake,
        Wei minimumCoordinatorStake,
        Wei minimumVote,
        Waits waits,
        int slashCeilingBps,
        int treasuryCeilingBps) {
    public static final int PUBLISHED_SLASH_CEILING_BPS = 5_000;
    public static final int PUBLISHED_TREASURY_CEILING_BPS = 2_000;

    /** @throws IllegalArgumentException if the contract would refuse them */
    public NetworkTerms {
        require(minimumVote.compareTo(Wei.ZERO) > 0, "the minimum vote must be more than zero");
        require(
                minimumVote.compareTo(minimumMinerStake) <= 0 && minimumVote.compareTo(minimumCoordinatorStake) <= 0,
                "the minimum vote must not be above the minimum stakes");
        require(
                slashCeilingBps > 0 && slashCeilingBps <= PUBLISHED_SLASH_CEILING_BPS,
                "the slash ceiling must be 1 to 5000 basis points");
        require(
                treasuryCeilingBps >= 0 && treasuryCeilingBps <= PUBLISHED_TREASURY_CEILING_BPS,
                "the treasury ceiling must be 0 to 2000 basis points");
    }

    /** The published terms: 20,000 and 2,000,000 CAI, 7 days of cooldown. */
    public static NetworkTerms published(Duration epoch) {
        return new NetworkTerms(
                Wei.ofCai(20_000),
                Wei.ofCai(2_000_000),
                Wei.ofCai(1),
                Waits.published(epoch),
                PUBLISHED_SLASH_CEILING_BPS,
                PUBLISHED_TREASURY_CEILING_BPS);
    }

    private static void require(boolean held, String otherwise) {
        if (!held) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
