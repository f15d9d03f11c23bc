package network.cuckoo.benchmarks.market;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import network.cuckoo.benchmarks.load.ClosedLoop;
import network.cuckoo.benchmarks.load.Rate;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.task.TaskRequest;

/** The full life of tasks at service level: submit, draw, lease, start, result, ledger. What miners and apps do counts, too. */
public final class Life {
    private static final long PATIENCE_MINUTES = 10;

    private final Trading trading;
    private final List<AppId> apps;
    private final AtomicLong numbers;

    /**
     * @param apps have credit for all tasks to come; clients share them
     * @param firstNumber of the requests; no other request has it or a higher one
     */
    public Life(Trading trading, List<AppId> apps, long firstNumber) {
        this.trading = trading;
        this.apps = List.copyOf(apps);
        this.numbers = new AtomicLong(firstNumber);
    }

    /** So many tasks by so many clients, each of which submits one after the other, until all are paid. */
    public Rate run(int tasks, int clients) throws InterruptedException {
        var paid = new CountDownLatch(tasks);
        trading.watchedBy(new Trading.Eyes() {
            @Override
            public void leased(TaskRequest request) {}

            @Override
            public void paid(TaskRequest request) {
                paid.countDown();
            }
        });
        var turn = new AtomicInteger();
        long begin = System.nanoTime();
        ClosedLoop.run(tasks, clients, () -> {
            AppId app = apps.get(turn.getAndIncrement() % apps.size());
            return () -> Market.submit(trading.tasks(), app, numbers.getAndIncrement(), 0);
        });
        boolean all = paid.await(PATIENCE_MINUTES, TimeUnit.MINUTES);
        double seconds = (System.nanoTime() - begin) / 1e9;
        trading.unwatched();
        if (!all) {
            throw new IllegalStateException(paid.getCount() + " of " + tasks + " tasks were never paid");
        }
        return new Rate(tasks, seconds);
    }

    /** As many tasks as so many clients get paid in this time, each of which waits for its task before it submits another. */
    public Rate during(Duration time, int clients) throws InterruptedException {
        Map<Long, CompletableFuture<Boolean>> waiting = new ConcurrentHashMap<>();
        var paid = new AtomicLong();
        trading.watchedBy(new Trading.Eyes() {
            @Override
            public void leased(TaskRequest request) {}

            @Override
            public void paid(TaskRequest request) {
                paid.incrementAndGet();
                waiting.getOrDefault(Market.number(request), new CompletableFuture<>())
                        .complete(true);
            }
        });
        var turn = new AtomicInteger();
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        ClosedLoop.run(Integer.MAX_VALUE, clients, () -> {
            AppId app = apps.get(turn.getAndIncrement() % apps.size());
            return new ClosedLoop.Client() {
                @Override
                public boolean goesOn() {
                    return System.nanoTime() < end;
                }

                @Override
                public void once() throws Exception {
                    long number = numbers.getAndIncrement();
                    var done = new CompletableFuture<Boolean>();
                    waiting.put(number, done);
                    Market.submit(trading.tasks(), app, number, 0);
                    done.get(PATIENCE_MINUTES, TimeUnit.MINUTES);
                    waiting.remove(number);
                }
            };
        });
        double seconds = (System.nanoTime() - begin) / 1e9;
        trading.unwatched();
        return new Rate(paid.get(), seconds);
    }
}
