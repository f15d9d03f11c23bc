package network.cuckoo.benchmarks.market;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import network.cuckoo.db.Database;
import network.cuckoo.db.DatabaseConfig;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.hash.Keccak256;
import network.cuckoo.domain.ledger.PriceSplit;
import network.cuckoo.domain.task.TaskRequest;
import network.cuckoo.domain.task.TextToImageInput;
import network.cuckoo.domain.task.TextTokens;
import network.cuckoo.scheduler.Desks;
import network.cuckoo.scheduler.ModelOffer;
import network.cuckoo.scheduler.Scheduler;
import network.cuckoo.scheduler.SchedulerConfig;
import network.cuckoo.scheduler.apps.AppDesk;
import network.cuckoo.scheduler.secrets.SecretChain;
import network.cuckoo.scheduler.signals.ClusterWaker;
import network.cuckoo.scheduler.signals.LocalWaker;
import network.cuckoo.scheduler.tasks.Submission;
import network.cuckoo.scheduler.tasks.TaskDesk;

/** A coordinator's database as the indexer and the migrations leave it: miners with stake, an epoch with their weights, one model on offer. */
public final class Market implements AutoCloseable {
    static final ModelId MODEL = new ModelId("benchmark");
    static final Hash32 MODEL_HASH = Keccak256.hash("bundle of the benchmark");
    private static final TextToImageInput INPUT = new TextToImageInput("a red apple", 7, 10, 2_000);
    private static final Wei PRICE = new Wei(BigInteger.valueOf(1_000));
    private static final Duration PERIOD = Duration.ofHours(1);
    private static final int EPOCHS_OF_SECRETS = 1_000;
    private static final String SECRETS = "secrets.json";

    private final DatabaseConfig address;
    private final Database database;
    private final SchedulerConfig config;

    private Market(DatabaseConfig address, Path folder) {
        this.address = address;
        this.database = Database.open(address);
        this.config = config(folder.resolve(SECRETS));
    }

    private static SchedulerConfig config(Path secrets) {
        var offer = new ModelOffer(
                MODEL,
                MODEL_HASH,
                TextToImageInput.KIND,
                PRICE,
                Duration.ofMinutes(10),
                100,
                100_000,
                Set.of("image/png"));
        return new SchedulerConfig(
                MarketChain.CHAIN,
                MarketChain.CONTRACT,
                MarketChain.COORDINATOR,
                secrets,
                List.of(offer),
                new PriceSplit(500, 1_000),
                new SchedulerConfig.Login("coordinator.test", URI.create("http://coordinator.test/v1/node")),
                SchedulerConfig.Times.DEFAULT,
                SchedulerConfig.DEFAULT_MAX_ATTEMPTS,
                0);
    }

    /**
     * Migrates an empty database, registers the coordinator and these miners with stakes of 20,000 CAI and more, and begins an epoch.
     *
     * @param folder for the coordinator's secrets
     * @param others how many more miners have stake; they never come online
     */
    public static Market found(DatabaseConfig address, Path folder, List<MarketMiner> miners, int others) {
        Market market = new Market(address, newFolder(folder));
        market.database.migrate(Scheduler.migration());
        SecretChain secrets = SecretChain.append(folder.resolve(SECRETS), EPOCHS_OF_SECRETS, new SecureRandom());
        var chain = new MarketChain(market.database, MarketChain.COORDINATOR, PERIOD);
        chain.register(miners.size(), number -> miners.get(number).staked(Wei.ofCai(20_000 + 1_000L * number)));
        chain.register(others, MarketChain.Staked::stranger);
        chain.setTip(secrets.tip());
        chain.beginEpoch();
        market.database.read().execute("ANALYZE");
        return market;
    }

    /** Opens one that was founded before. */
    public static Market open(DatabaseConfig address, Path folder) {
        return new Market(address, folder);
    }

    private static Path newFolder(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Database database() {
        return database;
    }

    public SchedulerConfig config() {
        return config;
    }

    /** A scheduler with all its threads, not started. */
    public Scheduler scheduler() {
        return new Scheduler(database, address, config, Market::tokens, InstantSource.system(), new SecureRandom());
    }

    /** The desks alone, to be driven by hand; who waits elsewhere hears nothing. */
    public Desks desks() {
        var local = new LocalWaker();
        return desks(local, waker(local));
    }

    /** The desks alone; who waits hears of changes by this waker. */
    public Desks desks(LocalWaker local, ClusterWaker waker) {
        return Desks.wire(
                database,
                config,
                Market::tokens,
                local,
                waker,
                UUID.randomUUID(),
                InstantSource.system(),
                new SecureRandom());
    }

    /** A waker whose hints reach other processes once it is started. */
    public ClusterWaker waker(LocalWaker local) {
        return new ClusterWaker(address, local, UUID.randomUUID());
    }

    private static TextTokens tokens(ModelId model, String text) {
        return new TextTokens(text.length(), !model.value().isEmpty());
    }

    /** A new app with credit for so many tasks. */
    public AppId app(String name, long tasks) {
        Desks desks = desks();
        if (desks.apps().create(name) instanceof AppDesk.Creation.Created app) {
            desks.ledger().credit(app.id(), new Wei(PRICE.value().multiply(BigInteger.valueOf(tasks))), name);
            return app.id();
        }
        throw new IllegalStateException("app " + name + " is there already");
    }

    /** The request of this number, unlike those of all others; the number is its nonce. */
    public static TaskRequest request(long number) {
        return new TaskRequest(MODEL, MODEL_HASH, INPUT, Hash32.parse("0x%064x".formatted(number)), true);
    }

    /** The number of a request. */
    public static long number(TaskRequest request) {
        return Long.parseUnsignedLong(request.nonce().hex().substring(50), 16);
    }

    /** Submits the request of this number; it must be accepted. */
    public static TaskId submit(TaskDesk desk, AppId app, long number, int priority) {
        if (desk.submit(app, request(number), priority, Optional.empty()) instanceof Submission.Accepted accepted) {
            return accepted.task().id();
        }
        throw new IllegalStateException("task " + number + " was not accepted");
    }

    @Override
    public void close() {
        database.close();
    }
}
