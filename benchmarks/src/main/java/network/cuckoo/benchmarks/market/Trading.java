package network.cuckoo.benchmarks.market;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.task.TaskRequest;
import network.cuckoo.scheduler.Scheduler;
import network.cuckoo.scheduler.leases.LeaseOffer;
import network.cuckoo.scheduler.sessions.Session;
import network.cuckoo.scheduler.tasks.TaskDesk;
import org.jspecify.annotations.Nullable;

/** A market at work: the scheduler runs, the miners poll and take leases as nodes do, each lease by a thread of its own. */
public final class Trading implements AutoCloseable {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration JOIN = Duration.ofSeconds(10);
    private static final Eyes NOBODY = new Eyes() {
        @Override
        public void leased(TaskRequest request) {}

        @Override
        public void paid(TaskRequest request) {}
    };

    private final Market market;
    private final Scheduler scheduler;
    private final ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Thread> miners = new ArrayList<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile Eyes eyes = NOBODY;

    /** Who watches tasks. */
    public interface Eyes {
        /** A miner's poll came back with the lease. */
        void leased(TaskRequest request);

        /** The miner's result is accepted and paid. */
        void paid(TaskRequest request);
    }

    /** Starts the scheduler; these miners sign in and work until this closes. */
    public Trading(Market market, List<MarketMiner> with) {
        this.market = market;
        this.scheduler = market.scheduler();
        scheduler.start();
        with.forEach(miner -> miners.add(Thread.ofVirtual().start(() -> guarded(() -> work(miner)))));
    }

    /** Where apps submit. */
    public TaskDesk tasks() {
        return scheduler.tasks();
    }

    /** Lets these watch from now on. */
    public void watchedBy(Eyes watching) {
        eyes = watching;
    }

    /** Nobody watches any more. @throws IllegalStateException if anything failed meanwhile */
    public void unwatched() {
        eyes = NOBODY;
        Throwable failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("a miner failed", failed);
        }
    }

    /** Something that may be interrupted. */
    private interface Work {
        void run() throws InterruptedException;
    }

    private void guarded(Work work) {
        try {
            work.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    private void work(MarketMiner miner) throws InterruptedException {
        Session session = miner.signIn(scheduler.sessions());
        Set<LeaseId> known = ConcurrentHashMap.newKeySet();
        try (var ear = scheduler.leaseSignals().subscribe(miner.node())) {
            while (!Thread.currentThread().isInterrupted()) {
                var reply = scheduler
                        .leases()
                        .poll(session, new HashSet<>(known), false)
                        .orElseThrow();
                for (LeaseOffer lease : reply.leases()) {
                    known.add(lease.lease());
                    eyes.leased(lease.request());
                    hands.execute(() -> guarded(() -> {
                        miner.finish(scheduler.leases(), scheduler.results(), market.config(), session, lease);
                        known.remove(lease.lease());
                        eyes.paid(lease.request());
                    }));
                }
                ear.await(POLL);
            }
        }
    }

    @Override
    public void close() {
        miners.forEach(Thread::interrupt);
        try {
            for (Thread miner : miners) {
                miner.join(JOIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        hands.close();
        scheduler.close();
    }
}
