package network.cuckoo.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import network.cuckoo.db.DatabaseConfig;
import network.cuckoo.db.LocalPostgres;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.indexer.IndexerConfig;
import network.cuckoo.testing.Anvil;
import network.cuckoo.testing.StakingChain;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How fast a fresh index catches up with a chain full of votes, beside a bare script; how late it is at the head; what epochs cost. */
@Command(
        name = "indexer",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a local chain with so many events by real votes, then indexes it into fresh, durable Postgres databases: by the bare",
            "script, by the indexer without and with the stake state, in turns, each in a process of its own. Then measures how long a new",
            "block's weights take to be visible, and what an epoch costs. Prints ratios; its last line is JSON."
        })
final class IndexerBenchmark implements Callable<Integer> {
    @Option(
            names = "--events",
            defaultValue = "1000000",
            description = "events on the chain, at least (default: ${DEFAULT-VALUE})")
    private int events;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "how often each is measured; medians count (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--heads",
            defaultValue = "300",
            description = "blocks whose way to the weights is timed; 0: none (default: ${DEFAULT-VALUE})")
    private int heads;

    @Option(
            names = "--miners",
            split = ",",
            defaultValue = "10000,1000000",
            description = "miners of the epochs that are timed; 0: none (default: ${DEFAULT-VALUE})")
    private List<Integer> miners = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** With fewer events the tenths are no longer than the pieces that are written at once. */
    private static final long ENOUGH_FOR_PACE = 500_000;

    private enum Way {
        SCRIPT("bare script", "script-run", false),
        EVENTS("indexer, events", "indexer-run", false),
        STATE("indexer, events and state", "indexer-run", true);

        private final String title;
        private final String command;
        private final boolean withState;

        Way(String title, String command, boolean withState) {
            this.title = title;
            this.command = command;
            this.withState = withState;
        }
    }

    private record Caught(long events, double seconds, long residentMiB, List<Double> microsAnEvent) {
        static Caught of(JsonNode json) {
            return new Caught(
                    json.path("events").asLong(),
                    json.path("seconds").asDouble(),
                    json.path("residentMiB").asLong(),
                    json.path("microsAnEvent")
                            .valueStream()
                            .map(JsonNode::asDouble)
                            .toList());
        }
    }

    @Override
    public Integer call() throws Exception {
        if (events < 1 || rounds < 1 || heads < 0 || miners.stream().anyMatch(count -> count < 0)) {
            throw new ParameterException(
                    spec.commandLine(), "--events and --rounds must be at least 1, --heads and --miners at least 0");
        }
        var json = new ObjectMapper().createObjectNode();
        json.put("benchmark", "indexer").put("rounds", rounds);
        Path folder = Files.createTempDirectory("cuckoo-benchmark");
        try (StakingChain chain = StakingChain.start();
                LocalPostgres postgres = LocalPostgres.start(folder)) {
            var crowd = new StakingCrowd(chain);
            json.put("logs", fill(crowd));
            report(measure(chain, postgres), json);
            if (heads > 0) {
                headLatency(crowd, chain, postgres, json);
            }
            for (int count : miners) {
                if (count > 0) {
                    epoch(postgres, count, json);
                }
            }
        } finally {
            TemporaryFolder.delete(folder);
        }
        System.out.println(json);
        return 0;
    }

    private long fill(StakingCrowd crowd) {
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

    private Map<Way, List<Caught>> measure(StakingChain chain, LocalPostgres postgres)
            throws SQLException, IOException, InterruptedException {
        long head = chain.anvil().blockNumber();
        Map<Way, List<Caught>> all = new EnumMap<>(Way.class);
        for (int round = 0; round < rounds; round++) {
            for (Way way : Way.values()) {
                String name = "round_" + round + "_" + way.name().toLowerCase(Locale.ROOT);
                DatabaseConfig database = FreshDatabase.create(postgres, name, way.withState);
                Caught caught = Caught.of(MeasuredProcess.run(way.command, chain, head, database));
                FreshDatabase.drop(postgres, name);
                all.computeIfAbsent(way, ignored -> new ArrayList<>()).add(caught);
                System.err.printf(
                        Locale.ROOT,
                        "round %d, %s: %,d events in %.1f s, %,.0f/s%n",
                        round + 1,
                        way.title,
                        caught.events(),
                        caught.seconds(),
                        caught.events() / caught.seconds());
            }
        }
        if (all.values().stream()
                        .flatMap(List::stream)
                        .mapToLong(Caught::events)
                        .distinct()
                        .count()
                != 1) {
            throw new IllegalStateException("not the same events: " + all);
        }
        return all;
    }

    private static void report(Map<Way, List<Caught>> all, ObjectNode json) {
        double yardstick = median(all, Way.SCRIPT);
        for (Way way : Way.values()) {
            Caught first = runs(all, way).getFirst();
            double seconds = median(all, way);
            double resident =
                    runs(all, way).stream().mapToLong(Caught::residentMiB).max().orElseThrow();
            System.out.printf(
                    Locale.ROOT,
                    "%-26s %,10.0f events/s  %5.2f x  %4.0f MiB%n",
                    way.title,
                    first.events() / seconds,
                    yardstick / seconds,
                    resident);
            ObjectNode of = json.putObject(way.name().toLowerCase(Locale.ROOT));
            of.put("events", first.events())
                    .put("perSecond", Math.round(first.events() / seconds))
                    .put("ratio", rounded(yardstick / seconds))
                    .put("residentMiB", resident);
            pace(runs(all, way), of);
        }
    }

    // What an event costs in each tenth of the run, the median of the rounds: flat, if the index does not slow down as
    // it grows. The
    // first tenth has the warming up in it.
    private static void pace(List<Caught> runs, ObjectNode of) {
        int parts = runs.getFirst().microsAnEvent().size();
        if (parts == 0 || runs.getFirst().events() < ENOUGH_FOR_PACE) {
            return;
        }
        List<Double> medians = IntStream.range(0, parts)
                .mapToObj(part -> rounded(median(
                        runs.stream().map(run -> run.microsAnEvent().get(part)).toList())))
                .toList();
        System.out.println("  microseconds an event, by tenths: " + medians);
        medians.forEach(of.putArray("microsAnEvent")::add);
    }

    private void headLatency(StakingCrowd crowd, StakingChain chain, LocalPostgres postgres, ObjectNode json)
            throws SQLException {
        DatabaseConfig database = FreshDatabase.create(postgres, "head", true);
        var config = new IndexerConfig(
                List.of(chain.anvil().uri()),
                new ChainId(Anvil.CHAIN_ID),
                chain.staking(),
                chain.settlement(),
                new BlockNumber(1),
                2,
                new NodeAddress(chain.staking()),
                Duration.ofHours(1),
                IndexerConfig.DEFAULT_POLL_INTERVAL,
                IndexerConfig.DEFAULT_MAX_RANGE,
                IndexerConfig.DEFAULT_RPC_TIMEOUT);
        double[] millis = HeadLatency.millis(crowd, chain, config, database, heads, 0.5, 0.99);
        System.out.printf(
                Locale.ROOT,
                "head to weight             p50 %.1f ms, p99 %.1f ms over %d blocks%n",
                millis[0],
                millis[1],
                heads);
        json.putObject("head")
                .put("blocks", heads)
                .put("p50Millis", rounded(millis[0]))
                .put("p99Millis", rounded(millis[1]));
    }

    private static void epoch(LocalPostgres postgres, int count, ObjectNode json) throws SQLException {
        DatabaseConfig database = FreshDatabase.create(postgres, "epoch_" + count, true);
        double millis = EpochTiming.medianMillis(database, count);
        System.out.printf(Locale.ROOT, "epoch of %,9d miners   %,.0f ms%n", count, millis);
        json.withArray("epochs").addObject().put("miners", count).put("millis", Math.round(millis));
    }

    private static List<Caught> runs(Map<Way, List<Caught>> all, Way way) {
        return all.getOrDefault(way, List.of());
    }

    private static double median(Map<Way, List<Caught>> all, Way way) {
        return median(runs(all, way).stream().map(Caught::seconds).toList());
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private static double rounded(double ratio) {
        return Math.round(ratio * 100) / 100.0;
    }
}
