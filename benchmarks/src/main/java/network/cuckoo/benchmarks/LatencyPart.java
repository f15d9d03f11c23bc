package network.cuckoo.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.function.IntConsumer;
import network.cuckoo.benchmarks.load.Arrivals;
import network.cuckoo.benchmarks.market.Market;
import network.cuckoo.benchmarks.market.Trading;
import network.cuckoo.benchmarks.peers.JobRunrAlone;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.task.TaskRequest;

/** From the moment when a task should be submitted to the moment when a waiting miner has its lease, at a steady rate. */
final class LatencyPart {
    private static final int PER_SECOND = 200;
    private static final int SECONDS = 30;
    private static final int WARM_SECONDS = 5;
    private static final int WORKERS = 16;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Bench bench;

    private LatencyPart(Bench bench) {
        this.bench = bench;
    }

    static void measure(Bench bench, ObjectNode json) throws Exception {
        var part = new LatencyPart(bench);
        json.put("perSecond", PER_SECOND);
        part.cuckoo(json.putObject("cuckoo"));
        part.jobRunr(json.putObject("jobrunr"));
    }

    private void cuckoo(ObjectNode json) throws Exception {
        int all = PER_SECOND * (SECONDS + WARM_SECONDS);
        try (Market market = bench.market("latency", bench.miners(), 0);
                var trading = new Trading(market, bench.miners())) {
            List<AppId> apps = Bench.apps(market, "latency", bench.load().apps(), all);
            watched(trading, apps, arrivals(WARM_SECONDS, 1), 0);
            Arrivals arrivals = arrivals(SECONDS, 2);
            watched(trading, apps, arrivals, all);
            report("Cuckoo, submit to lease", arrivals, json);
        }
    }

    private static void watched(Trading trading, List<AppId> apps, Arrivals arrivals, long firstNumber)
            throws InterruptedException {
        trading.watchedBy(new Trading.Eyes() {
            @Override
            public void leased(TaskRequest request) {
                arrivals.seen(Math.toIntExact(Market.number(request) - firstNumber));
            }

            @Override
            public void paid(TaskRequest request) {}
        });
        arrivals.run(
                number -> Market.submit(trading.tasks(), apps.get(number % apps.size()), firstNumber + number, 0),
                PATIENCE);
        trading.unwatched();
    }

    private void jobRunr(ObjectNode json) throws Exception {
        try (var jobRunr = new JobRunrAlone(bench.database("latency_jobrunr"), WORKERS)) {
            enqueued(jobRunr, arrivals(WARM_SECONDS, 1));
            Arrivals arrivals = arrivals(SECONDS, 2);
            enqueued(jobRunr, arrivals);
            report("JobRunr, enqueue to start", arrivals, json);
        }
    }

    private static void enqueued(JobRunrAlone jobRunr, Arrivals arrivals) throws InterruptedException {
        IntConsumer started = arrivals::seen;
        jobRunr.startedIs(started);
        arrivals.run(jobRunr::enqueue, PATIENCE);
    }

    private Arrivals arrivals(int seconds, long seed) {
        return new Arrivals(PER_SECOND * (bench.load().quick() ? 1 : seconds), PER_SECOND, seed);
    }

    private static void report(String what, Arrivals arrivals, ObjectNode json) {
        double p50 = arrivals.millis(0.5);
        double p99 = arrivals.millis(0.99);
        double max = arrivals.millis(1);
        Bench.say("%-34s at %d/s: p50 %,.1f ms, p99 %,.1f ms, longest %,.1f ms", what, PER_SECOND, p50, p99, max);
        json.put("p50Millis", Bench.rounded(p50))
                .put("p99Millis", Bench.rounded(p99))
                .put("maxMillis", Bench.rounded(max));
    }
}
