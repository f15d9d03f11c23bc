package network.cuckoo.cli.staking;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.concurrent.Callable;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.cli.chain.NetworkDeployer;
import network.cuckoo.cli.chain.NetworkDeployer.Terms;
import network.cuckoo.cli.key.KeyOptions;
import network.cuckoo.domain.Wei;
import network.cuckoo.keys.NodeKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cuckoo chain deploy}: a new network's contracts. */
@Command(
        name = "deploy",
        description = {
            "Deploy a new network's staking and settlement contracts. Their terms can't be changed later.",
            "Prints a settings file (YAML) for the other commands."
        },
        sortOptions = false,
        footer = {
            "",
            "Example:",
            "  CUCKOO_KEY_PASSWORD=… cuckoo chain deploy --rpc-url http://127.0.0.1:8545 --key-file me.json > network.yaml"
        })
final class DeployCommand implements Callable<Integer> {
    @Mixin
    private ChainOptions chain = new ChainOptions();

    @Mixin
    private KeyOptions key = new KeyOptions();

    @Option(
            names = "--min-miner-stake",
            defaultValue = "20000CAI",
            paramLabel = "AMOUNT",
            description = "least own stake of a miner (default: ${DEFAULT-VALUE})")
    private Wei minMinerStake = Wei.ZERO;

    @Option(
            names = "--min-coordinator-stake",
            defaultValue = "2000000CAI",
            paramLabel = "AMOUNT",
            description = "least own stake of a coordinator (default: ${DEFAULT-VALUE})")
    private Wei minCoordinatorStake = Wei.ZERO;

    @Option(
            names = "--min-vote",
            defaultValue = "1CAI",
            paramLabel = "AMOUNT",
            description = "least vote (default: ${DEFAULT-VALUE})")
    private Wei minVote = Wei.ZERO;

    @Option(
            names = "--cooldown-seconds",
            defaultValue = "604800",
            paramLabel = "N",
            description = "how long stake cools on leaving a candidate (default: ${DEFAULT-VALUE})")
    private long cooldownSeconds;

    @Option(
            names = "--evidence-window-seconds",
            defaultValue = "432000",
            paramLabel = "N",
            description =
                    "how old a fault may be that is brought forward; less than the cooldown (default: ${DEFAULT-VALUE})")
    private long evidenceWindowSeconds;

    @Option(
            names = "--epoch-seconds",
            defaultValue = "3600",
            paramLabel = "N",
            description = "length of an epoch (default: ${DEFAULT-VALUE})")
    private long epochSeconds;

    @Override
    public Integer call() {
        Terms terms = terms();
        NodeKey deployer = key.open();
        try (ChainAccess access = chain.open()) {
            NetworkContracts contracts = NetworkDeployer.deploy(access, deployer, terms);
            System.out.print(chain.json() ? json(access, contracts) : yaml(access, contracts));
            return 0;
        }
    }

    private Terms terms() {
        try {
            return new Terms(
                    minMinerStake,
                    minCoordinatorStake,
                    minVote,
                    Duration.ofSeconds(cooldownSeconds),
                    Duration.ofSeconds(evidenceWindowSeconds),
                    Duration.ofSeconds(epochSeconds));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    private String json(ChainAccess access, NetworkContracts contracts) {
        return JsonNodeFactory.instance
                        .objectNode()
                        .put("rpcUrl", access.url().toString())
                        .put("chainId", contracts.chainId().value())
                        .put("staking", contracts.staking().hex())
                        .put("settlement", contracts.settlement().hex())
                        .put("startBlock", contracts.startBlock().value())
                        .put("epochSeconds", epochSeconds)
                + "\n";
    }

    private String yaml(ChainAccess access, NetworkContracts contracts) {
        return """
                rpc-url: "%s"
                chain-id: %d
                staking: "%s"
                settlement: "%s"
                start-block: %d
                epoch-seconds: %d
                """.formatted(
                        access.url(),
                        contracts.chainId().value(),
                        contracts.staking(),
                        contracts.settlement(),
                        contracts.startBlock().value(),
                        epochSeconds);
    }
}
