package network.cuckoo.cli.coordinator;

import java.io.UncheckedIOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Supplier;
import network.cuckoo.api.ApiConfig;
import network.cuckoo.api.ApiParts;
import network.cuckoo.api.ApiServer;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.WhyNot;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.errand.TipDesk;
import network.cuckoo.cli.process.Guard;
import network.cuckoo.cli.settings.CacheFolder;
import network.cuckoo.cli.settings.DatabaseOptions;
import network.cuckoo.cli.settings.SecretChainFile;
import network.cuckoo.db.Database;
import network.cuckoo.db.DatabaseConfig;
import network.cuckoo.db.LocalPostgres;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.indexer.Indexer;
import network.cuckoo.indexer.IndexerConfig;
import network.cuckoo.scheduler.Scheduler;
import network.cuckoo.scheduler.SchedulerConfig;
import network.cuckoo.scheduler.secrets.SecretChain;
import network.cuckoo.worker.inference.TokenCounter;

/** A running coordinator: database, indexer, scheduler and API, wired by hand and ended in the opposite order. */
final class CoordinatorNode implements AutoCloseable {
    /** Thirty years of epochs of an hour; half a year of epochs of a minute. */
    private static final int EPOCHS_OF_SECRETS = 1 << 18;

    private final NodeAddress address;
    private final ApiServer api;
    private final Deque<AutoCloseable> parts;

    private CoordinatorNode(NodeAddress address, ApiServer api, Deque<AutoCloseable> parts) {
        this.address = address;
        this.api = api;
        this.parts = parts;
    }

    /** Starts all parts; if one refuses, ends those that were started. */
    static CoordinatorNode start(CoordinatorConfig config) {
        Deque<AutoCloseable> parts = new ArrayDeque<>();
        try {
            return wire(config, parts);
        } catch (RuntimeException e) {
            endAll(parts);
            throw e;
        }
    }

    private static CoordinatorNode wire(CoordinatorConfig config, Deque<AutoCloseable> parts) {
        NodeAddress node = config.key().nodeAddress();
        InstantSource clock = InstantSource.system();
        var random = new SecureRandom();
        SchedulerConfig schedulerConfig = checked(() -> schedulerConfig(config, node));
        IndexerConfig indexerConfig = checked(() -> indexerConfig(config, node));
        ApiConfig apiConfig = checked(() -> apiConfig(config));
        TokenCounter texts = with(parts, OfferedBundles.countTokens(config.offers(), CacheFolder.find()));
        SecretChain secrets = SecretChainFile.loadOrCreate(config.secrets(), EPOCHS_OF_SECRETS, random);
        withTips(config, tips -> tips.check(config.key(), secrets.tip(), config.replaceTip()));

        DatabaseConfig address = config.database().orElseGet(() -> ownDatabase(config, parts));
        Database database = openDatabase(address, parts);
        Scheduler scheduler =
                with(parts, new Scheduler(database, address, schedulerConfig, texts::count, clock, random));
        Indexer indexer = with(parts, new Indexer(indexerConfig, database));
        indexer.onBlocks(scheduler::wake);
        scheduler.start();
        indexer.start();

        var watch = new PartsWatch(indexer, scheduler);
        var apiParts = new ApiParts(scheduler, schedulerConfig, database, watch, clock);
        ApiServer api = with(parts, listen(apiConfig, apiParts));
        withTips(config, tips -> tips.ensure(config.key(), secrets.tip(), config.replaceTip()));
        return new CoordinatorNode(node, api, parts);
    }

    private static <T> T checked(Supplier<T> configuration) {
        try {
            return configuration.get();
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    private static Database openDatabase(DatabaseConfig address, Deque<AutoCloseable> parts) {
        try {
            Database database = with(parts, Database.open(address));
            database.migrate(Scheduler.migration());
            return database;
        } catch (RuntimeException e) {
            throw DatabaseOptions.unusable(address, e);
        }
    }

    private static ApiServer listen(ApiConfig config, ApiParts parts) {
        try {
            return ApiServer.start(config, parts);
        } catch (UncheckedIOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, WhyNot.of(e) + "; --port and --admin-port name others, 0 any free one", e);
        }
    }

    private static void withTips(CoordinatorConfig config, Consumer<TipDesk> work) {
        try (ChainAccess chain = config.nodes().open()) {
            work.accept(new TipDesk(chain, config.contracts(), config.data().resolve("outbox")));
        }
    }

    private static DatabaseConfig ownDatabase(CoordinatorConfig config, Deque<AutoCloseable> parts) {
        LocalPostgres postgres = LocalPostgres.start(config.data().resolve("postgres"), CacheFolder.find());
        Guard guard = Guard.over(postgres.pid(), "INT");
        parts.push(() -> {
            postgres.close();
            guard.close();
        });
        return postgres.config();
    }

    private static SchedulerConfig schedulerConfig(CoordinatorConfig config, NodeAddress node) {
        var listen = config.listen();
        return new SchedulerConfig(
                config.contracts().chainId(),
                config.contracts().staking(),
                node,
                config.secrets(),
                config.offers(),
                config.split(),
                new SchedulerConfig.Login(listen.loginDomain(), listen.publicUrl()),
                SchedulerConfig.Times.DEFAULT,
                SchedulerConfig.DEFAULT_MAX_ATTEMPTS,
                0);
    }

    private static IndexerConfig indexerConfig(CoordinatorConfig config, NodeAddress node) {
        return IndexerConfig.of(
                config.nodes().all(),
                config.contracts().chainId(),
                config.contracts().staking(),
                config.contracts().settlement(),
                config.contracts().startBlock(),
                config.confirmations(),
                node,
                Duration.ofSeconds(config.epochSeconds()));
    }

    private static ApiConfig apiConfig(CoordinatorConfig config) {
        var listen = config.listen();
        return new ApiConfig(
                listen.host(),
                listen.port(),
                listen.adminHost(),
                listen.adminPort(),
                config.adminPassword(),
                ApiConfig.DEFAULT_HEARTBEAT,
                ApiConfig.DEFAULT_MAX_WAITERS);
    }

    NodeAddress address() {
        return address;
    }

    /** Where this machine reaches the public API. */
    URI url() {
        return api.url();
    }

    /** Where this machine reaches the admin listener. */
    URI adminUrl() {
        return api.adminUrl();
    }

    /** Ends all parts, the API first. */
    @Override
    public void close() {
        endAll(parts);
    }

    private static <T extends AutoCloseable> T with(Deque<AutoCloseable> parts, T part) {
        parts.push(part);
        return part;
    }

    private static void endAll(Deque<AutoCloseable> parts) {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) { // AutoCloseable declares no narrower type; the others must be ended too
                System.err.println("ending " + part.getClass().getSimpleName() + " failed: " + e);
            }
        }
    }
}
