package network.cuckoo.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import network.cuckoo.benchmarks.load.ClosedLoop;
import network.cuckoo.benchmarks.load.Rate;
import network.cuckoo.benchmarks.market.Market;
import network.cuckoo.benchmarks.market.TaskRows;
import network.cuckoo.benchmarks.peers.BareSubmit;
import network.cuckoo.benchmarks.peers.Pgbench;
import network.cuckoo.db.DatabaseConfig;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.id.UuidV7;
import network.cuckoo.scheduler.signals.LocalWaker;
import network.cuckoo.scheduler.tasks.TaskDesk;

/** What a submit costs beside its bare statements, and what the wake-up adds to it. No round runs meanwhile. */
final class SubmitPart {
    private final Bench bench;
    private final DatabaseConfig address;
    private final AtomicLong numbers = new AtomicLong();
    private final UuidV7 ids = new UuidV7(InstantSource.system(), new SecureRandom());
    private final Map<Way, List<Rate>> runs = new EnumMap<>(Way.class);

    private enum Way {
        SUBMIT("submit, with the wake-up"),
        UNANNOUNCED("submit, without NOTIFY"),
        BARE("bare statements, JDBC"),
        PGBENCH("bare statements, pgbench");

        private final String title;

        Way(String title) {
            this.title = title;
        }
    }

    private SubmitPart(Bench bench, String name) throws Exception {
        this.bench = bench;
        this.address = bench.database(name);
    }

    static void measure(Bench bench, ObjectNode json) throws Exception {
        new SubmitPart(bench, "submit").measure(bench.load().apps(), json.putObject("manyApps"));
        if (bench.load().apps() > 1) {
            new SubmitPart(bench, "submit_one").measure(1, json.putObject("oneApp"));
        }
    }

    private void measure(int apps, ObjectNode json) throws Exception {
        SchedulerLoad load = bench.load();
        long credit = 2L * load.tasks() * (load.rounds() + 1) * Way.values().length;
        var local = new LocalWaker();
        try (Market market = Market.found(address, bench.folder().resolve("submit" + apps), bench.miners(), 0);
                var waker = market.waker(local)) {
            waker.start();
            List<AppId> paying = Bench.apps(market, "submit", apps, credit);
            TaskDesk announced = market.desks(local, waker).tasks();
            TaskDesk unannounced = market.desks().tasks();
            List<TaskRows> templates = paying.stream()
                    .map(app -> TaskRows.of(
                            market.database().read(), Market.submit(unannounced, app, numbers.getAndIncrement(), 0)))
                    .toList();
            Optional<Pgbench> pgbench = Pgbench.find(address);
            for (int round = 0; round <= load.rounds(); round++) {
                boolean warm = round > 0;
                add(warm, Way.SUBMIT, submit(announced, paying));
                add(warm, Way.UNANNOUNCED, submit(unannounced, paying));
                add(warm, Way.BARE, bare(templates));
                if (pgbench.isPresent()) {
                    add(
                            warm,
                            Way.PGBENCH,
                            pgbench.get()
                                    .run(
                                            templates,
                                            load.tasks(),
                                            load.clients(),
                                            (long) round * load.tasks(),
                                            bench.folder().resolve("submit.pgbench")));
                }
            }
        }
        report(apps, json);
    }

    private Rate submit(TaskDesk desk, List<AppId> apps) {
        var turn = new AtomicInteger();
        return ClosedLoop.run(bench.load().tasks(), bench.load().clients(), () -> {
            AppId app = apps.get(turn.getAndIncrement() % apps.size());
            return () -> Market.submit(desk, app, numbers.getAndIncrement(), 0);
        });
    }

    private Rate bare(List<TaskRows> templates) {
        var turn = new AtomicInteger();
        return ClosedLoop.run(
                bench.load().tasks(),
                bench.load().clients(),
                () -> new BareSubmit(address, templates.get(turn.getAndIncrement() % templates.size()), ids));
    }

    private void add(boolean counts, Way way, Rate rate) {
        if (counts) {
            runs.computeIfAbsent(way, ignored -> new ArrayList<>()).add(rate);
            Bench.tell("%s: %,.0f/s", way.title, rate.perSecond());
        }
    }

    private void report(int apps, ObjectNode json) {
        double submit = Rate.median(runs.getOrDefault(Way.SUBMIT, List.of()));
        Bench.say("%d clients of %d apps", bench.load().clients(), apps);
        runs.forEach((way, rates) -> {
            double theirs = Rate.median(rates);
            Bench.say("  %-32s %,9.0f/s   submit is at %5.2f x", way.title, theirs, submit / theirs);
            json.putObject(way.name().toLowerCase(Locale.ROOT))
                    .put("perSecond", Math.round(theirs))
                    .put("ratio", Bench.rounded(submit / theirs));
        });
    }
}
