package network.cuckoo.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import network.cuckoo.benchmarks.load.Rate;
import network.cuckoo.benchmarks.market.Life;
import network.cuckoo.benchmarks.market.Market;
import network.cuckoo.benchmarks.market.Trading;
import network.cuckoo.benchmarks.peers.Graphile;
import network.cuckoo.benchmarks.peers.JobRunrAlone;
import network.cuckoo.db.DatabaseConfig;

/** The full life of a task beside trivial jobs of Graphile Worker and of JobRunr, each with the concurrency that suits it best. */
final class LifePart {
    private static final int[] CONCURRENCIES = {4, 8, 16, 32};
    private static final int[] QUICK = {8};
    private static final int[] WORKERS = {8, 16, 32};
    /** JobRunr is slower: its runs have so many times fewer jobs. */
    private static final int FEWER_JOBS = 8;

    private final Bench bench;
    private final Graphile graphile;
    private final DatabaseConfig jobRunrDatabase;
    private final Map<Way, List<Rate>> runs = new EnumMap<>(Way.class);

    private enum Way {
        CUCKOO("Cuckoo, the full life of a task"),
        GRAPHILE("Graphile Worker, a trivial job"),
        GRAPHILE_BATCHED("Graphile Worker, in batches"),
        JOBRUNR("JobRunr, a trivial job");

        private final String title;

        Way(String title) {
            this.title = title;
        }
    }

    private LifePart(Bench bench) throws Exception {
        this.bench = bench;
        this.graphile = new Graphile(bench.load().graphile(), bench.database("graphile"));
        this.jobRunrDatabase = bench.database("jobrunr");
    }

    static void measure(Bench bench, ObjectNode json) throws Exception {
        new LifePart(bench).measure(json);
    }

    private void measure(ObjectNode json) throws Exception {
        int single = bestConcurrency(Graphile.Mode.SINGLE);
        int batched = bestConcurrency(Graphile.Mode.BATCHED);
        int workers = bestWorkers();
        json.put("graphileConcurrency", single)
                .put("graphileBatchedConcurrency", batched)
                .put("jobRunrWorkers", workers);
        SchedulerLoad load = bench.load();
        int tasks = load.tasks();
        try (Market market = bench.market("life", bench.miners(), 0);
                var trading = new Trading(market, bench.miners());
                var jobRunr = new JobRunrAlone(jobRunrDatabase, workers)) {
            var apps = Bench.apps(market, "life", load.apps(), 2L * tasks * (load.rounds() + 1));
            var life = new Life(trading, apps, 0);
            life.run(tasks, load.clients()); // warm
            jobRunr.run(Math.max(1, tasks / FEWER_JOBS), load.clients());
            for (int round = 0; round < load.rounds(); round++) {
                add(Way.CUCKOO, life.run(tasks, load.clients()));
                add(Way.GRAPHILE, graphile.run(tasks, load.clients(), single, Graphile.Mode.SINGLE));
                add(Way.GRAPHILE_BATCHED, graphile.run(tasks, load.clients(), batched, Graphile.Mode.BATCHED));
                add(Way.JOBRUNR, jobRunr.run(Math.max(1, tasks / FEWER_JOBS), load.clients()));
            }
            checkBooks(market);
            report(json);
        }
    }

    private static void checkBooks(Market market) {
        int differences = market.desks().ledger().differences();
        if (differences != 0) {
            throw new IllegalStateException(differences + " accounts differ from their entries");
        }
    }

    private int bestConcurrency(Graphile.Mode mode) throws Exception {
        int best = 0;
        double highest = 0;
        for (int concurrency : bench.load().quick() ? QUICK : CONCURRENCIES) {
            Rate rate = graphile.run(
                    Math.max(1, bench.load().tasks() / 4), bench.load().clients(), concurrency, mode);
            Bench.tell("Graphile Worker, %s, %d at a time: %,.0f/s", mode, concurrency, rate.perSecond());
            if (rate.perSecond() > highest) {
                highest = rate.perSecond();
                best = concurrency;
            }
        }
        return best;
    }

    private int bestWorkers() throws Exception {
        int best = 0;
        double highest = 0;
        int jobs = Math.max(1, bench.load().tasks() / FEWER_JOBS / 2);
        for (int workers : bench.load().quick() ? QUICK : WORKERS) {
            try (var jobRunr = new JobRunrAlone(jobRunrDatabase, workers)) {
                jobRunr.run(jobs, bench.load().clients());
                Rate rate = jobRunr.run(jobs, bench.load().clients());
                Bench.tell("JobRunr, %d workers: %,.0f/s", workers, rate.perSecond());
                if (rate.perSecond() > highest) {
                    highest = rate.perSecond();
                    best = workers;
                }
            }
        }
        return best;
    }

    private void add(Way way, Rate rate) {
        runs.computeIfAbsent(way, ignored -> new ArrayList<>()).add(rate);
        Bench.tell("%s: %,d in %.1f s, %,.0f/s", way.title, rate.count(), rate.seconds(), rate.perSecond());
    }

    private void report(ObjectNode json) {
        double ours = median(Way.CUCKOO);
        for (Way way : Way.values()) {
            double theirs = median(way);
            Bench.say("%-34s %,9.0f/s   Cuckoo is at %5.2f x", way.title, theirs, ours / theirs);
            json.putObject(way.name().toLowerCase(Locale.ROOT))
                    .put("perSecond", Math.round(theirs))
                    .put("ratio", Bench.rounded(ours / theirs));
        }
    }

    private double median(Way way) {
        return Rate.median(runs.getOrDefault(way, List.of()));
    }
}
