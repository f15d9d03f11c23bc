package network.cuckoo.cli.coordinator;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.cli.key.KeyOptions;
import network.cuckoo.cli.offer.ModelsFile;
import network.cuckoo.cli.process.FreePort;
import network.cuckoo.cli.process.ParentWatch;
import network.cuckoo.cli.process.StopSignals;
import network.cuckoo.cli.settings.Home;
import network.cuckoo.cli.settings.Secrets;
import network.cuckoo.db.DatabaseConfig;
import network.cuckoo.db.Secret;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.ledger.PriceSplit;
import network.cuckoo.scheduler.ModelOffer;
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

    @Option(
            names = "--db-url",
            paramLabel = "JDBC_URL",
            description = "a Postgres 15 or newer (default: one of its own in the data folder)")
    private Optional<String> dbUrl = Optional.empty();

    @Option(
            names = "--db-user",
            defaultValue = "cuckoo",
            paramLabel = "NAME",
            description = "its user (default: ${DEFAULT-VALUE})")
    private String dbUser = "";

    @Option(
            names = "--db-password-file",
            paramLabel = "FILE",
            description = "file with the user's password; else CUCKOO_DB_PASSWORD")
    private Optional<Path> dbPasswordFile = Optional.empty();

    @Option(
            names = "--db-connections",
            defaultValue = "10",
            paramLabel = "N",
            description = "connections to keep (default: ${DEFAULT-VALUE})")
    private int dbConnections;

    @Option(names = "--rpc-url", required = true, paramLabel = "URL", description = "the chain's node")
    private Optional<URI> rpcUrl = Optional.empty();

    @Option(names = "--staking", required = true, paramLabel = "ADDRESS", description = "the staking contract")
    private Address staking = Address.ZERO;

    @Option(names = "--settlement", required = true, paramLabel = "ADDRESS", description = "the settlement contract")
    private Address settlement = Address.ZERO;

    @Option(
            names = "--start-block",
            defaultValue = "0",
            paramLabel = "N",
            description = "a block before the contracts' first event (default: ${DEFAULT-VALUE})")
    private long startBlock;

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

    @Option(
            names = "--models",
            paramLabel = "FILE",
            description = "models on offer (default: those of the checkout's models.yaml)")
    private Optional<Path> models = Optional.empty();

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

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            paramLabel = "HOST",
            description = "address of the API (default: ${DEFAULT-VALUE})")
    private String host = "";

    @Option(
            names = "--port",
            defaultValue = "8080",
            paramLabel = "N",
            description = "port of the API; 0: any (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--admin-host",
            defaultValue = "127.0.0.1",
            paramLabel = "HOST",
            description = "address of the admin listener (default: ${DEFAULT-VALUE})")
    private String adminHost = "";

    @Option(
            names = "--admin-port",
            defaultValue = "8081",
            paramLabel = "N",
            description = "port of the admin listener; 0: any (default: ${DEFAULT-VALUE})")
    private int adminPort;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "how miners and apps reach the API (default: http://HOST:PORT)")
    private Optional<URI> publicUrl = Optional.empty();

    @Option(
            names = "--admin-password-file",
            paramLabel = "FILE",
            description = "file with the admin's password; else CUCKOO_ADMIN_PASSWORD")
    private Optional<Path> adminPasswordFile = Optional.empty();

    @Option(names = "--exit-with-parent", hidden = true, description = "stop when the standard input ends")
    private boolean exitWithParent;

    @Override
    public Integer call() throws InterruptedException {
        var stopped = new CountDownLatch(1);
        try (CoordinatorNode node = CoordinatorNode.start(config())) {
            stopOnSignal(stopped);
            if (exitWithParent) {
                ParentWatch.onEnd(System.in, stopped::countDown);
            }
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
        URI rpc = rpcUrl.orElseThrow();
        try (var chain = new ChainAccess(rpc)) {
            return new CoordinatorConfig(
                    dataDir,
                    database(),
                    rpc,
                    new NetworkContracts(chain.chainId(), staking, settlement, new BlockNumber(startBlock)),
                    key.open(),
                    secretFile.orElse(dataDir.resolve("secrets.json")),
                    replaceTip,
                    epochSeconds,
                    confirmations,
                    offers(),
                    new PriceSplit(checkFundBps, coordinatorBps),
                    listen(),
                    adminPassword());
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    private Optional<DatabaseConfig> database() {
        return dbUrl.map(url -> new DatabaseConfig(
                url,
                dbUser,
                Secrets.need("the database's password", dbPasswordFile, "--db-password-file", "CUCKOO_DB_PASSWORD"),
                dbConnections));
    }

    private List<ModelOffer> offers() {
        return models.map(ModelsFile::read).orElseGet(ModelsFile::bundled);
    }

    private CoordinatorConfig.Listen listen() {
        int chosen = port == 0 ? FreePort.any() : port;
        URI reachable = publicUrl.orElseGet(() -> URI.create("http://" + host + ":" + chosen));
        return new CoordinatorConfig.Listen(host, chosen, adminHost, adminPort, reachable);
    }

    private Secret adminPassword() {
        return Secrets.need(
                "the admin's password", adminPasswordFile, "--admin-password-file", "CUCKOO_ADMIN_PASSWORD");
    }
}
