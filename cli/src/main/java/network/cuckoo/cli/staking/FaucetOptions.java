package network.cuckoo.cli.staking;

import java.time.Duration;
import java.util.Optional;
import network.cuckoo.cli.chain.deploy.FaucetTerms;
import network.cuckoo.domain.Wei;
import picocli.CommandLine.Option;

/** Whether a new network gets a faucet, and which. */
final class FaucetOptions {
    @Option(names = "--with-faucet", description = "deploy a faucet too; for test networks only")
    private boolean wanted;

    @Option(
            names = "--faucet-portion",
            defaultValue = "100CAI",
            paramLabel = "AMOUNT",
            description = "what it gives at a time (default: ${DEFAULT-VALUE})")
    private Wei portion = Wei.ZERO;

    @Option(
            names = "--faucet-wait-seconds",
            defaultValue = "86400",
            paramLabel = "N",
            description = "between two portions of one receiver (default: ${DEFAULT-VALUE})")
    private long waitSeconds;

    @Option(
            names = "--faucet-portions",
            defaultValue = "100",
            paramLabel = "N",
            description = "portions per wait in all (default: ${DEFAULT-VALUE})")
    private long most;

    @Option(
            names = "--faucet-fill",
            defaultValue = "0CAI",
            paramLabel = "AMOUNT",
            description = "what the deployer puts in at once (default: ${DEFAULT-VALUE})")
    private Wei fill = Wei.ZERO;

    /** @throws IllegalArgumentException if the contract would refuse them */
    Optional<FaucetTerms> terms() {
        return wanted
                ? Optional.of(new FaucetTerms(portion, Duration.ofSeconds(waitSeconds), most, fill))
                : Optional.empty();
    }
}
