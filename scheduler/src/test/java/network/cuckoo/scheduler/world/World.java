package network.cuckoo.scheduler.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import network.cuckoo.db.Database;
import network.cuckoo.db.DatabaseConfig;
import network.cuckoo.db.Secret;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.hash.Keccak256;
import network.cuckoo.domain.ledger.PriceSplit;
import network.cuckoo.domain.task.TaskRequest;
import network.cuckoo.domain.task.TextEmbeddingInput;
import network.cuckoo.domain.task.TextToImageInput;
import network.cuckoo.domain.task.TextTokens;
import network.cuckoo.keys.NodeKey;
import network.cuckoo.scheduler.Desks;
import network.cuckoo.scheduler.ModelOffer;
import network.cuckoo.scheduler.Scheduler;
import network.cuckoo.scheduler.SchedulerConfig;
import network.cuckoo.scheduler.apps.AppDesk;
import network.cuckoo.scheduler.secrets.SecretChain;
import network.cuckoo.scheduler.sessions.ServedModel;
import network.cuckoo.scheduler.signals.LocalWaker;
import network.cuckoo.scheduler.tasks.Submission;
import network.cuckoo.scheduler.tasks.TaskView;
import network.cuckoo.testing.TestPostgres;

/** One test's world: a fresh database, a fake chain with a coordinator, the desks, and no thread. */
public final class World implements AutoCloseable {
    public static final ModelId IMAGE = new ModelId("emoji");
    public static final ModelId EMBEDDING = new ModelId("minilm");
    public static final Wei PRICE = new Wei(BigInteger.valueOf(1_000_003));
    public static final NodeKey COORDINATOR =
            NodeKey.parse(Keccak256.hash("coordinator").hex());
    public static final OwnerAddress COORDINATOR_OWNER = new OwnerAddress(
            NodeKey.parse(Keccak256.hash("owner of coordinator").hex()).address());
    public static final int MAX_TOKENS = 6;
    private static final int EPOCHS = 2_000;

    private final TestPostgres postgres;
    private final Database database;
    private final Path folder;
    private final SchedulerConfig config;
    private final FakeChain chain;
    private final LocalWaker waker = new LocalWaker();
    private final Random random;
    private Desks desks;
    private int nonces;

    private World(long seed, SchedulerConfig.Times times, int maxAttempts) {
        this.random = new Random(seed);
        this.postgres = TestPostgres.migrated("scheduler", source -> Database.migrate(source, Scheduler.migration()));
        this.database = Database.open(address());
        this.folder = temporaryFolder();
        Path secrets = folder.resolve("secrets.json");
        SecretChain secretChain = SecretChain.append(secrets, EPOCHS, random);
        this.config = new SchedulerConfig(
                FakeChain.CHAIN,
                FakeChain.STAKING,
                COORDINATOR.nodeAddress(),
                secrets,
                List.of(offer(IMAGE, TextToImageInput.KIND), offer(EMBEDDING, TextEmbeddingInput.KIND)),
                new PriceSplit(500, 1_000),
                new SchedulerConfig.Login("coordinator.test", URI.create("http://coordinator.test/v1/node")),
                times,
                maxAttempts,
                0);
        this.chain = new FakeChain(database, config.coordinator());
        chain.coordinatorJoins(COORDINATOR_OWNER, secretChain.tip());
        this.desks = wire();
        desks.heartbeat().beat();
    }

    public static World create() {
        return create(1);
    }

    public static World create(long seed) {
        return new World(seed, SchedulerConfig.Times.DEFAULT, SchedulerConfig.DEFAULT_MAX_ATTEMPTS);
    }

    public static World create(SchedulerConfig.Times times) {
        return new World(1, times, SchedulerConfig.DEFAULT_MAX_ATTEMPTS);
    }

    /** A world that gives a task up after so many lost leases. */
    public static World createWithAttempts(int maxAttempts) {
        return new World(1, SchedulerConfig.Times.DEFAULT, maxAttempts);
    }

    private static ModelOffer offer(ModelId id, String kind) {
        return new ModelOffer(
                id, hash(id), kind, PRICE, Duration.ofSeconds(30), MAX_TOKENS, 100_000, Set.of("image/png"));
    }

    /** What stands for the models' tokenizers here: a token for each word, and a word is known by its Latin letters. */
    public static TextTokens words(ModelId model, String text) {
        return new TextTokens(text.split(" ").length, text.chars().anyMatch(c -> c >= 'a' && c <= 'z'));
    }

    private static Hash32 hash(ModelId id) {
        return Keccak256.hash("bundle of " + id);
    }

    public static ServedModel served(ModelId id, int places) {
        return new ServedModel(id, hash(id), places);
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("cuckoo-scheduler-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Desks wire() {
        return Desks.wire(
                database, config, World::words, waker, waker, UUID.randomUUID(), InstantSource.system(), random);
    }

    public DatabaseConfig address() {
        return new DatabaseConfig(postgres.jdbcUrl(), postgres.user(), new Secret(postgres.password()), 8);
    }

    public TestPostgres postgres() {
        return postgres;
    }

    public Database database() {
        return database;
    }

    public SchedulerConfig config() {
        return config;
    }

    public FakeChain chain() {
        return chain;
    }

    public LocalWaker waker() {
        return waker;
    }

    public Desks desks() {
        return desks;
    }

    /** The coordinator's process is killed and started again: all memory is lost, the database is not. */
    public void restartCoordinator() {
        desks = wire();
        desks.heartbeat().beat();
    }

    /** Another process of the same coordinator on the same database. */
    public Desks anotherProcess() {
        return wire();
    }

    /** A registered miner with this stake; an epoch must begin before it is drawn. */
    public FakeMiner miner(String name, long stakeCai) {
        var miner = new FakeMiner(name);
        chain.minerHas(miner.owner(), miner.node(), Wei.ofCai(stakeCai));
        return miner;
    }

    /** A node that nobody registered. */
    public FakeMiner stranger(String name) {
        return new FakeMiner(name);
    }

    /** A new app that can pay for so many tasks. */
    public AppId app(String name, int tasks) {
        if (desks.apps().create(name) instanceof AppDesk.Creation.Created app) {
            if (tasks > 0) {
                var amount = new Wei(PRICE.value().multiply(BigInteger.valueOf(tasks)));
                desks.ledger().credit(app.id(), amount, "credit of " + name);
            }
            return app.id();
        }
        throw new AssertionError("app " + name + " is there already");
    }

    /** A request unlike all others. */
    public TaskRequest request(ModelId model) {
        Hash32 nonce = Keccak256.hash("nonce " + nonces++ + " " + random.nextLong());
        var input = model.equals(IMAGE)
                ? new TextToImageInput("a red apple", 1, 20, 3_000)
                : new TextEmbeddingInput("apple");
        return new TaskRequest(model, hash(model), input, nonce, true);
    }

    /** Submits a task; it must be accepted. */
    public TaskId submit(AppId app) {
        return submit(app, 0);
    }

    public TaskId submit(AppId app, int priority) {
        var submission = desks.tasks().submit(app, request(IMAGE), priority, Optional.empty());
        if (submission instanceof Submission.Accepted accepted) {
            return accepted.task().id();
        }
        throw new AssertionError("not accepted: " + submission);
    }

    public TaskView task(TaskId task) {
        return desks.tasks().find(task).orElseThrow();
    }

    /** Lets the deadline of all live leases pass. */
    public void passDeadlines() {
        database.transactionVoid(tx -> tx.execute(
                "UPDATE lease SET deadline = clock_timestamp() - interval '1 millisecond' WHERE state <> 'ENDED'"));
    }

    @Override
    public void close() {
        database.close();
        postgres.close();
        try (var files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
