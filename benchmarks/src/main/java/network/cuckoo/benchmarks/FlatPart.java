package network.cuckoo.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import network.cuckoo.benchmarks.market.Backlog;
import network.cuckoo.benchmarks.market.Buffers;
import network.cuckoo.benchmarks.market.Market;
import network.cuckoo.benchmarks.market.MarketMiner;
import network.cuckoo.benchmarks.market.TaskRows;
import network.cuckoo.benchmarks.market.Ticks;
import network.cuckoo.db.Database;
import network.cuckoo.db.DatabaseConfig;
import network.cuckoo.domain.AppId;

/** What a task costs the database in buffers while many others of its app wait behind it: a few places free at a time, and many. */
final class FlatPart {
    private static final List<Long> QUEUED = List.of(10_000L, 100_000L, 1_000_000L, 4_000_000L);
    private static final List<Long> QUICK_QUEUED = List.of(1_000L, 2_000L);
    private static final long CREDIT = 10_000_000;
    private static final int FEW = 8;
    private static final int TASKS_OF_FEW = 200;
    private static final int MANY = 16;
    private static final int PLACES_OF_MANY = 1_024;
    private static final int ROUNDS_OF_MANY = 3;
    private static final int FIRST_PRIORITY = 9;

    private final Bench bench;
    private final DatabaseConfig address;
    private final List<MarketMiner> few = MarketMiner.several(0, FEW, 1);
    private final List<MarketMiner> many = MarketMiner.several(FEW, MANY, PLACES_OF_MANY);
    private final List<Double> ofFew = new ArrayList<>();
    private final List<Double> ofMany = new ArrayList<>();
    private long numbers;

    /** Something that gives out tasks. */
    private interface Work {
        int tasks(Market market);
    }

    private FlatPart(Bench bench) throws Exception {
        this.bench = bench;
        this.address = bench.database("flat");
    }

    static void measure(Bench bench, ObjectNode json) throws Exception {
        new FlatPart(bench).measure(json);
    }

    private void measure(ObjectNode json) throws Exception {
        TaskRows template;
        AppId app;
        try (Market market = Market.found(
                address,
                bench.folder().resolve("flat"),
                Stream.concat(few.stream(), many.stream()).toList(),
                0)) {
            app = market.app("flat", CREDIT);
            template = TaskRows.of(
                    market.database().read(), Market.submit(market.desks().tasks(), app, numbers++, 0));
        }
        long queued = 1;
        for (long size : bench.load().quick() ? QUICK_QUEUED : QUEUED) {
            queued += fill(template, app, size - queued);
            queued -= cost(size, json);
        }
        Bench.say(
                "buffers a task, highest over lowest: %.2f with few places, %.2f with many",
                spread(ofFew), spread(ofMany));
        json.put("spreadFewPlaces", Bench.rounded(spread(ofFew)))
                .put("spreadManyPlaces", Bench.rounded(spread(ofMany)));
    }

    /** @return how many tasks more are queued now, those that come first not counted */
    private long fill(TaskRows template, AppId app, long more) {
        try (Market market = market();
                Database database = Database.open(address)) {
            Backlog.add(database, template, numbers, more);
            numbers += more;
            for (int i = 0; i < TASKS_OF_FEW; i++) {
                Market.submit(market.desks().tasks(), app, numbers++, FIRST_PRIORITY);
            }
            database.read().execute("VACUUM (ANALYZE)");
            database.read().execute("CHECKPOINT");
        }
        return more;
    }

    private long cost(long queued, ObjectNode json) throws Exception {
        try (var buffers = new Buffers(bench.postgres().config())) {
            double life = cost(buffers, this::lifeOfFew).buffersATask();
            Cost round = cost(buffers, this::roundsOfMany);
            ofFew.add(life);
            ofMany.add(round.buffersATask());
            Bench.say(
                    "%,9d queued: %,.1f buffers for a task's round, lease and result, %d places; %,.1f for its round alone, %,d places",
                    queued, life, FEW, round.buffersATask(), MANY * PLACES_OF_MANY);
            json.withArray("sizes")
                    .addObject()
                    .put("queued", queued)
                    .put("fewPlaces", Bench.rounded(life))
                    .put("manyPlaces", Bench.rounded(round.buffersATask()));
            return round.tasks();
        }
    }

    private record Cost(long buffers, int tasks) {
        double buffersATask() {
            return (double) buffers / tasks;
        }
    }

    private Cost cost(Buffers buffers, Work work) throws Exception {
        long before = buffers.seen();
        int tasks;
        try (Market market = market()) {
            tasks = work.tasks(market);
        }
        return new Cost(buffers.seen() - before, tasks);
    }

    private int lifeOfFew(Market market) {
        var ticks = new Ticks(market, few);
        int finished = 0;
        while (finished < TASKS_OF_FEW) {
            if (ticks.round() == 0) {
                throw new IllegalStateException("a round placed nothing after " + finished + " tasks");
            }
            finished += ticks.finish();
        }
        ticks.drain();
        return finished;
    }

    private int roundsOfMany(Market market) {
        var ticks = new Ticks(market, many);
        int assigned = 0;
        for (int i = 0; i < ROUNDS_OF_MANY; i++) {
            assigned += ticks.round();
        }
        ticks.drain();
        return assigned;
    }

    private Market market() {
        return Market.open(address, bench.folder().resolve("flat"));
    }

    private static double spread(List<Double> costs) {
        var sorted = costs.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length - 1] / sorted[0];
    }
}
