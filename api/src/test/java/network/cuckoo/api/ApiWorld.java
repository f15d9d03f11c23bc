package network.cuckoo.api;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Random;
import java.util.Set;
import network.cuckoo.api.watch.NodeWatch;
import network.cuckoo.db.Database;
import network.cuckoo.db.DatabaseConfig;
import network.cuckoo.db.Secret;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.hash.Keccak256;
import network.cuckoo.domain.ledger.PriceSplit;
import network.cuckoo.domain.task.TextEmbeddingInput;
import network.cuckoo.domain.task.TextToImageInput;
import network.cuckoo.domain.task.TextTokens;
import network.cuckoo.keys.NodeKey;
import network.cuckoo.scheduler.ModelOffer;
import network.cuckoo.scheduler.Scheduler;
import network.cuckoo.scheduler.SchedulerConfig;
import network.cuckoo.scheduler.secrets.SecretChain;
import network.cuckoo.testing.TestPostgres;

/** A coordinator of a test's own: database, scheduler and API, with three registered miners, one of them under the minimum. */
final class ApiWorld implements AutoCloseable {
    static final String ADMIN_PASSWORD = "test admin password";
    static final Wei PRICE = Wei.parse("0.5CAI");
    static final ModelOffer EMOJI = new ModelOffer(
            new ModelId("emoji"),
            Keccak256.hash("emoji"),
            TextToImageInput.KIND,
            PRICE,
            Duration.ofSeconds(30),
            16,
            65_536,
            Set.of("image/png"));
    static final ModelOffer MINILM = new ModelOffer(
            new ModelId("minilm"),
            Keccak256.hash("minilm"),
            TextEmbeddingInput.KIND,
            Wei.parse("0.01CAI"),
            Duration.ofSeconds(30),
            16,
            65_536,
            Set.of("application/json"));
    private static final ChainId CHAIN = new ChainId(31_337);
    private static final Address STAKING = Address.of(new byte[20]);
    private static final NodeKey COORDINATOR = NodeKey.parse("0x" + "c0".repeat(32));
    static final NodeKey SMALL_KEY = NodeKey.parse("0x" + "01".repeat(32));
    static final NodeKey LARGE_KEY = NodeKey.parse("0x" + "02".repeat(32));
    static final NodeKey POOR_KEY = NodeKey.parse("0x" + "03".repeat(32));
    static final NodeKey STRANGER_KEY = NodeKey.parse("0x" + "04".repeat(32));
    private static final List<ChainSeed.Candidate> MINERS = List.of(
            candidate(SMALL_KEY, "a1", Wei.ofCai(20_000), true),
            candidate(LARGE_KEY, "a2", Wei.ofCai(60_000), true),
            candidate(POOR_KEY, "a3", Wei.ofCai(10), false));

    final Watch watch = new Watch();
    private final TestPostgres postgres;
    private final Path folder;
    private final Database database;
    private final SchedulerConfig schedulerConfig;
    private final SecretChain secrets;
    private final Scheduler scheduler;
    private final ApiServer server;

    ApiWorld() {
        try {
            postgres = TestPostgres.migrated("api", source -> Database.migrate(source, Scheduler.migration()));
            folder = Files.createTempDirectory("cuckoo-api");
            Path chain = folder.resolve("chain.json");
            secrets = SecretChain.append(chain, 100, new Random(7));
            var address = new DatabaseConfig(postgres.jdbcUrl(), postgres.user(), new Secret(postgres.password()), 8);
            database = Database.open(address);
            ChainSeed.write(database, STAKING, CHAIN.value(), COORDINATOR.nodeAddress(), secrets.tip(), MINERS);
            schedulerConfig = schedulerConfig(chain);
            scheduler = new Scheduler(
                    database,
                    address,
                    schedulerConfig,
                    (model, text) -> new TextTokens(
                            text.split(" ").length + 2, text.chars().anyMatch(c -> c >= 'a' && c <= 'z')),
                    InstantSource.system(),
                    new SecureRandom());
            scheduler.start();
            var config = new ApiConfig(
                    "127.0.0.1", 0, "127.0.0.1", 0, new Secret(ADMIN_PASSWORD), Duration.ofMillis(200), 50);
            var parts = new ApiParts(scheduler, schedulerConfig, database, watch, InstantSource.system());
            server = ApiServer.start(config, parts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ChainSeed.Candidate candidate(NodeKey key, String owner, Wei stake, boolean active) {
        return new ChainSeed.Candidate(key.nodeAddress(), OwnerAddress.parse("0x" + owner.repeat(20)), stake, active);
    }

    private static SchedulerConfig schedulerConfig(Path chain) {
        return new SchedulerConfig(
                CHAIN,
                STAKING,
                COORDINATOR.nodeAddress(),
                chain,
                List.of(EMOJI, MINILM),
                new PriceSplit(500, 1000),
                new SchedulerConfig.Login("coordinator.test", URI.create("http://coordinator.test/v1/node/login")),
                SchedulerConfig.Times.DEFAULT,
                3,
                0);
    }

    ApiServer server() {
        return server;
    }

    Database database() {
        return database;
    }

    TestPostgres postgres() {
        return postgres;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    /** A caller without a credential. */
    Api open() {
        return Api.of(server.url());
    }

    /** The admin, logged in. */
    Api admin() {
        return Api.of(server.adminUrl()).basic("admin", ADMIN_PASSWORD);
    }

    /** A new app with this much credit. */
    Api app(String name, Wei credit) {
        var created = admin().post("/admin/apps", "{\"name\":\"" + name + "\"}")
                .expect(201)
                .json();
        if (credit.value().signum() > 0) {
            admin().post(
                            "/admin/apps/" + name + "/credit",
                            "{\"amountWei\":\"" + credit + "\",\"reference\":\"test " + name + "\"}")
                    .expect(200);
        }
        return open().bearer(created.path("apiKey").asText());
    }

    FakeMiner miner(NodeKey key) {
        return new FakeMiner(open(), key, List.of(EMOJI, MINILM));
    }

    /** Ends the epoch that draws were made in, and reveals its secret. */
    void nextEpoch() {
        ChainSeed.nextEpoch(database, STAKING, COORDINATOR.nodeAddress(), secrets.tip(), MINERS);
    }

    /** All books, counted: what must not change where something is refused. */
    Books books() {
        var sum = scheduler.ledger().sum();
        assertThat(sum).isZero();
        return new Books(
                database.read().fetchCount(network.cuckoo.db.generated.Tables.TASK),
                database.read().fetchCount(network.cuckoo.db.generated.Tables.TASK_EVENT),
                database.read().fetchCount(network.cuckoo.db.generated.Tables.LEDGER_ENTRY),
                database.read().fetchCount(network.cuckoo.db.generated.Tables.TASK_RESULT),
                database.read().fetchCount(network.cuckoo.db.generated.Tables.MINER_SESSION),
                sum);
    }

    record Books(int tasks, int events, int entries, int results, int sessions, BigInteger sum) {}

    @Override
    public void close() {
        server.close();
        scheduler.close();
        database.close();
        postgres.close();
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the test says of indexer and scheduler. */
    static final class Watch implements NodeWatch {
        volatile Pulse indexer = new Pulse(true, "at the head");
        volatile Pulse scheduler = new Pulse(true, "rounds run");

        @Override
        public Pulse indexer() {
            return indexer;
        }

        @Override
        public Pulse scheduler() {
            return scheduler;
        }

        @Override
        public long indexerLagBlocks() {
            return 1;
        }

        @Override
        public long indexerLagSeconds() {
            return 12;
        }

        @Override
        public long rounds() {
            return 3;
        }
    }
}
