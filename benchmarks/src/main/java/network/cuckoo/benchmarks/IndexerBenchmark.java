package network.cuckoo.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import network.cuckoo.db.Database;
import network.cuckoo.db.DatabaseConfig;
import network.cuckoo.db.LocalPostgres;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.indexer.Indexer;
import network.cuckoo.indexer.IndexerConfig;
import network.cuckoo.testing.Anvil;
import network.cuckoo.testing.StakingChain;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How fast a fresh index catches up with a chain full of votes, beside a bare script that copies the same events. */
@Command(
        name = "indexer",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a local chain with so many events by real votes, then indexes it into fresh, durable Postgres databases:",
            "by the bare script and by the indexer, in turns. Prints events per second and their ratio."
        })
final class IndexerBenchmark implements Callable<Integer> {
    @Option(
            names = "--events",
            defaultValue = "100000",
            description = "events on the chain, at least (default: ${DEFAULT-VALUE})")
    private int events;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "how often each is measured; medians count (default: ${DEFAULT-VALUE})")
    private int rounds;

    private record Caught(long events, double seconds, double withState) {
        double perSecond() {
            return events / seconds;
        }
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        if (events < 1 || rounds < 1) {
            throw new ParameterException(spec.commandLine(), "--events and --rounds must be at least 1");
        }
        Path folder = Files.createTempDirectory("cuckoo-benchmark");
        try (StakingChain chain = StakingChain.start();
                LocalPostgres postgres = LocalPostgres.start(folder)) {
            long logs = fill(chain);
            List<Caught> script = new ArrayList<>();
            List<Caught> indexer = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                script.add(script(chain, fresh(postgres, "script_" + round)));
                indexer.add(indexer(chain, fresh(postgres, "indexer_" + round)));
                System.err.printf(
                        Locale.ROOT,
                        "round %d: script %,.0f events/s, indexer %,.0f events/s%n",
                        round + 1,
                        script.getLast().perSecond(),
                        indexer.getLast().perSecond());
                if (script.getLast().events() != indexer.getLast().events()) {
                    throw new IllegalStateException("not the same events: " + script + " and " + indexer);
                }
            }
            report(logs, script, indexer);
        } finally {
            delete(folder);
        }
        return 0;
    }

    private long fill(StakingChain chain) {
        var crowd = new StakingCrowd(chain);
        long logs = 0;
        long told = 0;
        while (logs < events) {
            logs += crowd.block();
            if (logs - told > events / 10) {
                told = logs;
                System.err.printf(Locale.ROOT, "the chain has %,d of %,d events%n", logs, events);
            }
        }
        return logs;
    }

    private static Caught script(StakingChain chain, DatabaseConfig config)
            throws SQLException, IOException, InterruptedException {
        long head = chain.anvil().blockNumber();
        try (var connection = DriverManager.getConnection(
                config.jdbcUrl(), config.user(), config.password().reveal())) {
            long begin = System.nanoTime();
            long written = new BareScript(chain.anvil().uri(), chain.staking()).run(connection, head);
            double seconds = seconds(begin);
            return new Caught(written, seconds, seconds);
        }
    }

    private static Caught indexer(StakingChain chain, DatabaseConfig config) throws InterruptedException {
        long head = chain.anvil().blockNumber();
        var indexed = new IndexerConfig(
                List.of(chain.anvil().uri()),
                new ChainId(Anvil.CHAIN_ID),
                chain.staking(),
                chain.settlement(),
                new BlockNumber(1),
                2,
                new NodeAddress(chain.staking()),
                Duration.ofHours(1),
                Duration.ofMillis(20),
                IndexerConfig.DEFAULT_MAX_RANGE,
                IndexerConfig.DEFAULT_RPC_TIMEOUT);
        try (Database database = Database.open(config);
                var indexer = new Indexer(indexed, database)) {
            var done = new CountDownLatch(1);
            indexer.onBlocks(() -> {
                if (database.read()
                                .fetchSingle("SELECT block_number FROM index_cursor")
                                .get(0, Long.class)
                        >= head) {
                    done.countDown();
                }
            });
            long begin = System.nanoTime();
            indexer.start();
            done.await();
            double seconds = seconds(begin);
            database.read().fetch("SELECT sum(weight_wei) FROM candidate_weight");
            database.read().fetch("SELECT count(*), sum(value_wei) FROM stake_position");
            database.read().fetch("SELECT count(*), sum(free_wei) FROM stake_free");
            double withState = seconds(begin);
            long written = database.read()
                    .fetchSingle("SELECT count(*) FROM staking_event WHERE event <> 'ParameterChanged'")
                    .get(0, Long.class);
            return new Caught(written, seconds, withState);
        }
    }

    private static DatabaseConfig fresh(LocalPostgres postgres, String name) throws SQLException {
        DatabaseConfig config = postgres.config();
        try (var connection = DriverManager.getConnection(
                        config.jdbcUrl(), config.user(), config.password().reveal());
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        var own = new DatabaseConfig(
                config.jdbcUrl().replaceFirst("/[^/?]+([?].*)?$", "/" + name), config.user(), config.password(), 4);
        try (Database database = Database.open(own)) {
            database.migrate();
            database.read().execute("CHECKPOINT");
        }
        return own;
    }

    private void report(long logs, List<Caught> script, List<Caught> indexer) throws IOException {
        double yardstick = median(script.stream().map(Caught::seconds).toList());
        double ours = median(indexer.stream().map(Caught::seconds).toList());
        double withState = median(indexer.stream().map(Caught::withState).toList());
        long written = indexer.getFirst().events();
        var json = new ObjectMapper().createObjectNode();
        json.put("benchmark", "indexer")
                .put("logs", logs)
                .put("events", written)
                .put("rounds", rounds);
        json.put("scriptPerSecond", Math.round(written / yardstick));
        json.put("indexerPerSecond", Math.round(written / ours));
        json.put("ratio", rounded(yardstick / ours));
        json.put("ratioWithState", rounded(yardstick / withState));
        json.put("residentMiB", residentMiB());
        System.out.printf(
                Locale.ROOT,
                "bare script  %,10.0f events/s%nindexer      %,10.0f events/s   %.2f x%n  with state %,10.0f events/s   %.2f x%n",
                written / yardstick,
                written / ours,
                yardstick / ours,
                written / withState,
                yardstick / withState);
        System.out.println(json);
    }

    private static double rounded(double ratio) {
        return Math.round(ratio * 100) / 100.0;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    /** The most memory that this process ever held, the script's included. */
    private static long residentMiB() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    private static void delete(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Collections.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
