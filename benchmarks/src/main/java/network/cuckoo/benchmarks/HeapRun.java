package network.cuckoo.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import network.cuckoo.benchmarks.market.Market;
import network.cuckoo.benchmarks.market.MarketMiner;
import network.cuckoo.benchmarks.market.Ticks;
import network.cuckoo.db.DatabaseConfig;
import network.cuckoo.db.Secret;
import network.cuckoo.domain.AppId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Rounds over an epoch, in a process with a small heap. */
@Command(name = "heap-run", hidden = true)
final class HeapRun implements Callable<Integer> {
    static final List<MarketMiner> ONLINE = MarketMiner.several(0, 4, 32);
    private static final int TASKS = 500;
    private static final int TASKS_AT_ONCE = 50;
    private static final long PATIENCE_NANOS = 120_000_000_000L;
    private static final int CONNECTIONS = 4;

    @Option(names = "--database", required = true)
    private String database = "";

    @Option(names = "--user", required = true)
    private String user = "";

    @Option(names = "--folder", required = true)
    private Path folder = Path.of("");

    @Override
    public Integer call() throws Exception {
        var address =
                new DatabaseConfig(database, user, new Secret(System.getenv(MeasuredProcess.PASSWORD)), CONNECTIONS);
        try (Market market = Market.open(address, folder)) {
            AppId app = market.app("heap", TASKS);
            var ticks = new Ticks(market, ONLINE);
            int assigned = 0;
            long end = System.nanoTime() + PATIENCE_NANOS;
            while (assigned < TASKS) {
                for (int i = 0; i < TASKS_AT_ONCE; i++) {
                    Market.submit(ticks.desks().tasks(), app, assigned + i, 0);
                }
                int finished = 0;
                while (finished < TASKS_AT_ONCE) {
                    ticks.round();
                    finished += ticks.finish();
                    if (System.nanoTime() > end) {
                        throw new IllegalStateException("only " + (assigned + finished) + " tasks were placed");
                    }
                }
                assigned += finished;
            }
            print(assigned);
        }
        return 0;
    }

    private static void print(int assigned) throws Exception {
        System.gc();
        System.gc();
        long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        System.out.println(new ObjectMapper()
                .createObjectNode()
                .put("assigned", assigned)
                .put("usedMiB", used >> 20)
                .put("residentMiB", Resident.highestMiB()));
    }
}
