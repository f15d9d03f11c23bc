package network.cuckoo.cli.coordinator;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.ContractOptions;
import network.cuckoo.cli.chain.NodeUrls;
import network.cuckoo.cli.key.KeyOptions;
import network.cuckoo.cli.offer.OfferOptions;
import network.cuckoo.cli.process.ParentOptions;
import network.cuckoo.cli.process.StopSignals;
import network.cuckoo.cli.settings.DatabaseOptions;
import network.cuckoo.cli.settings.Home;
import network.cuckoo.domain.ledger.PriceSplit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cuckoo coordinator}: a coordinator node, until it is told to stop. */
@Command(
        name = "coordinator",
        description = {
            "Run a coordinator node: index the chain, schedule tasks, serve apps and miners.",
            "The key's address must be registered as a coordinator; the tip of its hash chain is put on chain if it is not there.",
            "SIGTERM or Ctrl-C ends it in order (exit code 0), a second one at once (1)."
        },
        sortOptions = false,
        footer = {
            "",
            "Example:",
            "  CUCKOO_KEY_PASSWORD=… CUCKOO_DB_PASSWORD=… CUCKOO_ADMIN_PASSWORD=… cuckoo coordinator \\",
            "    --db-url jdbc:postgresql://db.example/cuckoo --db-user cuckoo --rpc-url http://127.0.0.1:8545 \\",
            "    --staking 0x… --settlement 0x… --key-file coordinator.json --public-url https://cuckoo.example"
        })
public final class CoordinatorCommand implements Callable<Integer> {
    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description =
                    "hash chain and, without --db-url, the database (default: .cuckoo-coordinator in the checkout)")
    private Path dataDir = Home.defaultData().resolveSibling(".cuckoo-coordinator");

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--rpc-url",
            required = true,
            paramLabel = "URL[,URL...]",
            description = {
                "the chain's nodes, http(s) or ws(s), in the order of preference: one that fails is left for the next. Give it",
                "several times, or several addresses between commas. New blocks come by WebSocket where a node offers it."
            })
    private List<NodeUrls> rpcUrls = List.of();

    @Mixin
    private ContractOptions contracts = new ContractOptions();

    @Option(
            names = "--confirmations",
            defaultValue = "12",
            paramLabel = "N",
            description = "blocks that must follow the one that begins an epoch (default: ${DEFAULT-VALUE})")
    private int confirmations;

    @Option(
            names = "--epoch-seconds",
            defaultValue = "3600",
            paramLabel = "N",
            description = "length of an epoch (default: ${DEFAULT-VALUE})")
    private long epochSeconds;

    @Mixin
    private KeyOptions key = new KeyOptions();

    @Option(
            names = "--secret-file",
            paramLabel = "FILE",
            description =
                    "the hash chain, made if missing; keep it safe and secret (default: secrets.json in the data folder)")
    private Optional<Path> secretFile = Optional.empty();

    @Option(names = "--replace-tip", description = "put this hash chain's tip on chain in place of another one")
    private boolean replaceTip;

    @Mixin
    private OfferOptions models = new OfferOptions();

    @Option(
            names = "--check-fund-bps",
            defaultValue = "500",
            paramLabel = "N",
            description = "hundredths of a per cent of each price that pay for checks (default: ${DEFAULT-VALUE})")
    private int checkFundBps;

    @Option(
            names = "--coordinator-bps",
            defaultValue = "1000",
            paramLabel = "N",
            description = "hundredths of a per cent of each price for the coordinator (default: ${DEFAULT-VALUE})")
    private int coordinatorBps;

    @Mixin
    private ListenOptions listen = new ListenOptions();

    @Mixin
    private ParentOptions parent = new ParentOptions();

    @Override
    public Integer call() throws InterruptedException {
        var stopped = new CountDownLatch(1);
        try (CoordinatorNode node = CoordinatorNode.start(config())) {
            stopOnSignal(stopped);
            parent.whenGone(stopped::countDown);
            System.out.println(
                    "coordinator " + node.address() + " answers at " + node.url() + ", admin at " + node.adminUrl());
            stopped.await();
        }
        return ExitCode.OK.number();
    }

    /** The first signal ends the node in order, the second this process at once. */
    private static void stopOnSignal(CountDownLatch stopped) {
        StopSignals.listen((time, signalCode) -> {
            if (time == 1) {
                stopped.countDown();
            } else {
                Runtime.getRuntime().halt(ExitCode.FAILED.number());
            }
        });
    }

    private CoordinatorConfig config() {
        NodeUrls nodes = NodeUrls.joined(rpcUrls);
        try (ChainAccess chain = nodes.open()) {
            return new CoordinatorConfig(
                    dataDir,
                    database.given(),
                    nodes,
                    contracts.on(chain),
                    key.open(),
                    secretFile.orElse(dataDir.resolve("secrets.json")),
                    replaceTip,
                    epochSeconds,
                    confirmations,
                    models.offers(),
                    new PriceSplit(checkFundBps, coordinatorBps),
                    listen.listen(),
                    listen.adminPassword());
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }
}
