package network.cuckoo.benchmarks.market;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import network.cuckoo.domain.AppId;
import network.cuckoo.scheduler.results.ResultVerdict;
import org.jspecify.annotations.Nullable;

/** The full life of tasks at service level: submit, draw, lease, start, result, ledger. Miners' signatures count, too. */
public final class Life {
    private static final long PATIENCE_MINUTES = 10;

    private final Market market;
    private final AppId app;

    /** @param app has credit for all tasks to come */
    public Life(Market market, AppId app) {
        this.market = market;
        this.app = app;
    }

    /** What a run came to. */
    public record Run(int tasks, double seconds) {
        public double perSecond() {
            return tasks / seconds;
        }
    }

    /** Counts results for a run. */
    public static final class Counter {
        private final AtomicReference<@Nullable CountDownLatch> left = new AtomicReference<>();

        /** To be told each verdict. */
        public void count(ResultVerdict verdict) {
            CountDownLatch latch = left.get();
            if (latch != null && verdict instanceof ResultVerdict.Accepted) {
                latch.countDown();
            }
        }

        CountDownLatch begin(int tasks) {
            var latch = new CountDownLatch(tasks);
            left.set(latch);
            return latch;
        }
    }

    /** So many tasks by so many clients that submit one after the other, until all are paid. */
    public Run run(int tasks, int clients, Counter counter) throws InterruptedException {
        CountDownLatch paid = counter.begin(tasks);
        var next = new AtomicInteger();
        long begin = System.nanoTime();
        List<Thread> submitters = new ArrayList<>();
        IntStream.range(0, clients)
                .forEach(client -> submitters.add(Thread.ofVirtual().start(() -> {
                    while (next.getAndIncrement() < tasks) {
                        market.submit(app);
                    }
                })));
        if (!paid.await(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            throw new IllegalStateException(paid.getCount() + " of " + tasks + " tasks were never paid");
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        for (Thread submitter : submitters) {
            submitter.join();
        }
        return new Run(tasks, seconds);
    }
}
