package network.cuckoo.cli.miner;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.key.KeyOptions;
import network.cuckoo.cli.process.ParentOptions;
import network.cuckoo.cli.process.StopSignals;
import network.cuckoo.cli.settings.CacheFolder;
import network.cuckoo.worker.bundle.BundleException;
import network.cuckoo.worker.bundle.ModelBundle;
import network.cuckoo.worker.inference.InferenceException;
import network.cuckoo.worker.node.ConfigException;
import network.cuckoo.worker.node.MinerConfig;
import network.cuckoo.worker.node.MinerNode;
import network.cuckoo.worker.node.MinerOutcome;
import network.cuckoo.worker.node.MinerSetting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cuckoo miner}: a miner node, until it is told to stop. */
@Command(
        name = "miner",
        description = {
            "Run a miner node: log in to a coordinator, poll for tasks, run them, sign and hand in the results.",
            "The key's address must be registered on chain. SIGTERM or Ctrl-C finishes the running tasks first; a second one ends",
            "the node at once."
        },
        sortOptions = false,
        footer = {
            "",
            "Exit code 0: all its tasks were finished; 1: some were given back; 4: the coordinator refused this miner.",
            "",
            "Example: CUCKOO_KEY_PASSWORD=… cuckoo miner --coordinator http://127.0.0.1:8080 --chain-id 31337 --key-file node.json"
        })
public final class MinerCommand implements Callable<Integer> {
    private static final Duration LAST_WORD = Duration.ofSeconds(5);

    @Option(
            names = "--coordinator",
            required = true,
            paramLabel = "URL[,URL]",
            description = "where the coordinator's API answers, preferred first")
    private String coordinator = "";

    @Option(names = "--chain-id", required = true, paramLabel = "N", description = "the chain's id")
    private String chainId = "";

    @Mixin
    private KeyOptions key = new KeyOptions();

    @Option(
            names = "--models",
            paramLabel = "M=N[,M=N]",
            description = "models to serve and tasks at a time of each (default: emoji=1,minilm=1)")
    private Optional<String> models = Optional.empty();

    @Option(names = "--owner", paramLabel = "ADDRESS", description = "the account that the miner earns for")
    private Optional<String> owner = Optional.empty();

    @Option(
            names = "--coordinator-node",
            paramLabel = "ADDRESS",
            description = "insist on the coordinator with this node address")
    private Optional<String> coordinatorNode = Optional.empty();

    @Option(names = "--staking", paramLabel = "ADDRESS", description = "insist on this staking contract")
    private Optional<String> staking = Optional.empty();

    @Option(
            names = "--login-domain",
            paramLabel = "HOST[:PORT]",
            description = "what login challenges must name (default: the coordinator address's)")
    private Optional<String> loginDomain = Optional.empty();

    @Option(names = "--gpu", paramLabel = "N", description = "which GPU (default: 0, the CPU where there is none)")
    private Optional<String> gpu = Optional.empty();

    @Option(
            names = "--drain-seconds",
            paramLabel = "N",
            description = "how long finishing may take after SIGTERM (default: 60)")
    private Optional<String> drainSeconds = Optional.empty();

    @Option(
            names = "--max-output-bytes",
            paramLabel = "N",
            description = "largest output to hand in (default: 1048576)")
    private Optional<String> maxOutputBytes = Optional.empty();

    @Option(
            names = "--cache-dir",
            paramLabel = "DIR",
            description =
                    "natives and assembled models, shared by miners (default: CUCKOO_CACHE_DIR or ~/.cache/cuckoo)")
    private Optional<Path> cacheDir = Optional.empty();

    @Mixin
    private ParentOptions parent = new ParentOptions();

    @Override
    public Integer call() {
        MinerConfig config = config();
        try (MinerNode node = open(config)) {
            stopOnSignal(node);
            parent.whenGone(node::stop);
            return exitCode(node.run());
        }
    }

    private static MinerNode open(MinerConfig config) {
        try {
            return MinerNode.open(config, InstantSource.system());
        } catch (InferenceException e) {
            throw new CommandFailure(ExitCode.FAILED, "the models can't be loaded: " + e.getMessage(), e);
        }
    }

    private MinerConfig config() {
        try {
            MinerConfig config = MinerConfig.parse(settings(), key.open());
            config.places().keySet().forEach(ModelBundle::bundled);
            return config;
        } catch (BundleException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--models names a model that this program does not have: " + e.getMessage(), e);
        } catch (ConfigException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put(MinerSetting.COORDINATOR.key(), coordinator);
        settings.put(MinerSetting.CHAIN_ID.key(), chainId);
        settings.put(
                MinerSetting.CACHE_DIR.key(),
                cacheDir.orElseGet(CacheFolder::find).toString());
        put(settings, MinerSetting.MODELS, models);
        put(settings, MinerSetting.OWNER, owner);
        put(settings, MinerSetting.COORDINATOR_NODE, coordinatorNode);
        put(settings, MinerSetting.STAKING, staking);
        put(settings, MinerSetting.LOGIN_DOMAIN, loginDomain);
        put(settings, MinerSetting.GPU, gpu);
        put(settings, MinerSetting.DRAIN_SECONDS, drainSeconds);
        put(settings, MinerSetting.MAX_OUTPUT_BYTES, maxOutputBytes);
        return settings;
    }

    private static void put(Map<String, String> settings, MinerSetting setting, Optional<String> value) {
        value.ifPresent(text -> settings.put(setting.key(), text));
    }

    /** The first signal drains the node, which its drain limit bounds; the second ends it at once, and this process with it. */
    private static void stopOnSignal(MinerNode node) {
        StopSignals.listen((time, signalCode) -> {
            node.stop();
            if (time > 1) {
                node.awaitEnd(LAST_WORD);
                Runtime.getRuntime().halt(ExitCode.FAILED.number());
            }
        });
    }

    private static int exitCode(MinerOutcome outcome) {
        return switch (outcome) {
            case MinerOutcome.Drained drained -> ExitCode.OK.number();
            case MinerOutcome.Abandoned abandoned -> ExitCode.FAILED.number();
            case MinerOutcome.Stopped stopped ->
                throw new CommandFailure(
                        ExitCode.REFUSED, "the miner ended: " + stopped.message() + " [" + stopped.code() + "]");
        };
    }
}
