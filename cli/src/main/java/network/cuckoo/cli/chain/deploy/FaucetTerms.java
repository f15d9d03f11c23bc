package network.cuckoo.cli.chain.deploy;

import java.time.Duration;
import network.cuckoo.domain.Wei;

/**
 * A test network's faucet.
 *
 * @param portion what one receiver gets at a time
 * @param pause between two portions of one receiver, and the length of a round
 * @param mostPerRound portions per round in all
 * @param fill what the deployer puts in at the start
 */
public record FaucetTerms(Wei portion, Duration pause, long mostPerRound, Wei fill) {
    private static final long MOST = 0xffff_ffffL;

    /** @throws IllegalArgumentException if the contract would refuse them */
    public FaucetTerms {
        if (portion.equals(Wei.ZERO)) {
            throw new IllegalArgumentException("a faucet's portion must be more than zero");
        }
        if (pause.compareTo(Duration.ofSeconds(1)) < 0 || pause.compareTo(Duration.ofDays(365)) > 0) {
            throw new IllegalArgumentException("a faucet's wait must be between a second and 365 days");
        }
        if (mostPerRound < 1 || mostPerRound > MOST) {
            throw new IllegalArgumentException("a faucet's portions per round must be 1 to " + MOST);
        }
    }
}
