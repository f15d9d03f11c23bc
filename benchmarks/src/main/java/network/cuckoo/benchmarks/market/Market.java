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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import network.cuckoo.db.Database;
import network.cuckoo.db.DatabaseConfig;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.hash.Keccak256;
import network.cuckoo.domain.ledger.PriceSplit;
import network.cuckoo.domain.task.TaskRequest;
import network.cuckoo.domain.task.TextToImageInput;
import network.cuckoo.domain.task.TextTokens;
import network.cuckoo.scheduler.ModelOffer;
import network.cuckoo.scheduler.Scheduler;
import network.cuckoo.scheduler.SchedulerConfig;
import network.cuckoo.scheduler.apps.AppDesk;
import network.cuckoo.scheduler.leases.LeaseOffer;
import network.cuckoo.scheduler.results.ResultVerdict;
import network.cuckoo.scheduler.secrets.SecretChain;
import network.cuckoo.scheduler.tasks.Submission;
import network.cuckoo.scheduler.tasks.TaskView;

/** A coordinator's scheduler on a database of its own, with miners at work and apps that can pay. */
public final class Market implements AutoCloseable {
    static final ModelId MODEL = new ModelId("benchmark");
    static final Hash32 MODEL_HASH = Keccak256.hash("bundle of the benchmark");
    private static final Wei PRICE = new Wei(BigInteger.valueOf(1_000));
    private static final Duration PERIOD = Duration.ofHours(1);
    private static final int EPOCHS_OF_SECRETS = 1_000_000;

    private final Database database;
    private final SchedulerConfig config;
    private final MarketChain chain;
    private final Scheduler scheduler;
    private final AtomicLong nonces = new AtomicLong();
    private final ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Thread> miners = new ArrayList<>();

    private Market(DatabaseConfig address, Path folder) {
        this.database = Database.open(address);
        database.migrate(Scheduler.migration());
        var coordinator = new NodeAddress(MarketChain.addressOf("coordinator"));
        SecretChain secrets = SecretChain.append(folder.resolve("secrets.json"), EPOCHS_OF_SECRETS, new SecureRandom());
        this.chain = new MarketChain(database, coordinator, PERIOD);
        this.config = config(chain, coordinator, folder.resolve("secrets.json"));
        this.scheduler = new Scheduler(
                database,
                address,
                config,
                (model, text) -> new TextTokens(1, true),
                InstantSource.system(),
                new SecureRandom());
        chain.setTip(secrets.tip());
    }

    private static SchedulerConfig config(MarketChain chain, NodeAddress coordinator, Path secrets) {
        var offer = new ModelOffer(
                MODEL,
                MODEL_HASH,
                TextToImageInput.KIND,
                PRICE,
                Duration.ofSeconds(30),
                100,
                100_000,
                Set.of("image/png"));
        return new SchedulerConfig(
                MarketChain.CHAIN,
                chain.contract(),
                coordinator,
                secrets,
                List.of(offer),
                new PriceSplit(500, 1_000),
                new SchedulerConfig.Login("coordinator.test", URI.create("http://coordinator.test/v1/node")),
                SchedulerConfig.Times.DEFAULT,
                SchedulerConfig.DEFAULT_MAX_ATTEMPTS,
                0);
    }

    /**
     * Migrates the database and registers the coordinator and these miners with stakes of 20,000 CAI and more; an epoch begins with
     * them. Nothing runs yet.
     *
     * @param others miners that have stake and never come online
     */
    public static Market found(DatabaseConfig address, Path folder, List<MarketMiner> miners, int others) {
        var market = new Market(address, folder);
        var staked = new ArrayList<MarketChain.Staked>();
        for (int i = 0; i < miners.size(); i++) {
            staked.add(miners.get(i).staked(Wei.ofCai(20_000 + 1_000L * i)));
        }
        IntStream.range(0, others)
                .mapToObj(number -> new MarketMiner(1_000_000 + number, 1).staked(Wei.ofCai(20_000)))
                .forEach(staked::add);
        market.chain.register(staked);
        market.chain.beginEpoch();
        market.database.read().execute("ANALYZE");
        return market;
    }

    public Scheduler scheduler() {
        return scheduler;
    }

    public SchedulerConfig config() {
        return config;
    }

    public Database database() {
        return database;
    }

    public MarketChain chain() {
        return chain;
    }

    /** A new app with credit for so many tasks. */
    public AppId app(String name, long tasks) {
        if (scheduler.apps().create(name) instanceof AppDesk.Creation.Created app) {
            scheduler.ledger().credit(app.id(), new Wei(PRICE.value().multiply(BigInteger.valueOf(tasks))), name);
            return app.id();
        }
        throw new IllegalStateException("app " + name + " is there already");
    }

    /** Submits one task; it must be accepted. */
    public TaskView submit(AppId app) {
        Hash32 nonce = Keccak256.hash("nonce " + nonces.incrementAndGet());
        var request =
                new TaskRequest(MODEL, MODEL_HASH, new TextToImageInput("a red apple", 7, 10, 2_000), nonce, true);
        if (scheduler.tasks().submit(app, request, 0, Optional.empty()) instanceof Submission.Accepted accepted) {
            return accepted.task();
        }
        throw new IllegalStateException("a task was not accepted");
    }

    /** The miners sign in and work until this closes. */
    public void work(List<MarketMiner> with, Consumer<LeaseOffer> leased, Consumer<ResultVerdict> done) {
        with.forEach(miner -> miners.add(Thread.ofVirtual().start(() -> miner.work(this, hands, leased, done))));
    }

    @Override
    public void close() {
        miners.forEach(Thread::interrupt);
        try {
            for (Thread miner : miners) {
                miner.join(Duration.ofSeconds(10));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        hands.close();
        scheduler.close();
        database.close();
    }

    /** Makes a folder for what belongs to one market. */
    public static Path folder(Path in, String name) {
        try {
            return Files.createDirectories(in.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
