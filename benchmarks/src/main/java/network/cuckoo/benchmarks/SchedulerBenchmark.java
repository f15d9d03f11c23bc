package network.cuckoo.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import network.cuckoo.benchmarks.market.Life;
import network.cuckoo.benchmarks.market.Market;
import network.cuckoo.benchmarks.market.MarketMiner;
import network.cuckoo.db.DatabaseConfig;
import network.cuckoo.db.LocalPostgres;
import network.cuckoo.domain.AppId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How fast tasks live, beside job queues in the same run. */
@Command(
        name = "scheduler",
        mixinStandardHelpOptions = true,
        description = "Measures the life of tasks beside job queues.")
final class SchedulerBenchmark implements Callable<Integer> {
    @Option(names = "--tasks", defaultValue = "20000", description = "tasks a run (default: ${DEFAULT-VALUE})")
    private int tasks;

    @Option(names = "--clients", defaultValue = "16", description = "submitters (default: ${DEFAULT-VALUE})")
    private int clients;

    @Option(names = "--miners", defaultValue = "8", description = "miners (default: ${DEFAULT-VALUE})")
    private int miners;

    @Option(names = "--places", defaultValue = "16", description = "places of each (default: ${DEFAULT-VALUE})")
    private int places;

    @Option(names = "--rounds", defaultValue = "3", description = "runs (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Override
    public Integer call() throws Exception {
        ObjectNode json = new ObjectMapper().createObjectNode();
        Path folder = Files.createTempDirectory("cuckoo-benchmark");
        try (LocalPostgres postgres = LocalPostgres.start(folder)) {
            life(postgres, folder, json);
        }
        System.out.println(json);
        return 0;
    }

    private void life(LocalPostgres postgres, Path folder, ObjectNode json) throws Exception {
        DatabaseConfig address = FreshDatabase.empty(postgres, "life", 10);
        List<MarketMiner> with = IntStream.range(0, miners)
                .mapToObj(number -> new MarketMiner(number, places))
                .toList();
        try (Market market = Market.found(address, Market.folder(folder, "life"), with, 0)) {
            AppId app = market.app("life", (long) tasks * (rounds + 1));
            market.scheduler().start();
            var counter = new Life.Counter();
            market.work(with, lease -> {}, counter::count);
            var life = new Life(market, app);
            for (int round = 0; round <= rounds; round++) {
                Life.Run run = life.run(tasks, clients, counter);
                System.err.printf(Locale.ROOT, "round %d: %,.0f tasks/s%n", round, run.perSecond());
                json.put("life" + round, Math.round(run.perSecond()));
            }
            System.err.println(
                    market.database()
                            .read()
                            .fetch(
                                    "SELECT * FROM (SELECT (SELECT count(*) FROM task WHERE state='SUCCEEDED') AS done, (SELECT sum(amount_wei) FROM ledger_entry) AS sum, (SELECT count(*) FROM ledger_difference) AS diff) x"));
        }
    }
}
