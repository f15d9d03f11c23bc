package network.cuckoo.scheduler.signals;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Hints that something about a key may have changed. Subscribe, read the database, await, read again: a hint between the two is
 * not lost. Hints may come without a change, and rarely a change without a hint, so waiters re-read now and then.
 */
public final class Signals<K> {
    private final ConcurrentHashMap<K, Set<Subscription>> subscriptions = new ConcurrentHashMap<>();

    /** Listens for hints about this key from now on; to be closed. */
    public Subscription subscribe(K key) {
        var subscription = new Subscription(key);
        subscriptions.compute(key, (k, set) -> {
            Set<Subscription> all = set == null ? ConcurrentHashMap.newKeySet() : set;
            all.add(subscription);
            return all;
        });
        return subscription;
    }

    /** Hints at this key. */
    public void signal(K key) {
        subscriptions.getOrDefault(key, Set.of()).forEach(Subscription::hint);
    }

    /** Hints at every key, for when hints may have been missed. */
    public void signalAll() {
        subscriptions.values().forEach(set -> set.forEach(Subscription::hint));
    }

    /** One listener's ear; for one thread to wait on. */
    public final class Subscription implements AutoCloseable {
        private final K key;
        private final Semaphore hints = new Semaphore(0);

        private Subscription(K key) {
            this.key = key;
        }

        private void hint() {
            if (hints.availablePermits() == 0) {
                hints.release();
            }
        }

        /**
         * Waits for a hint since the last call, at most so long.
         *
         * @return whether there was one
         * @throws InterruptedException if the thread is interrupted
         */
        public boolean await(Duration atMost) throws InterruptedException {
            boolean hinted = hints.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
            hints.drainPermits();
            return hinted;
        }

        @Override
        public void close() {
            subscriptions.computeIfPresent(key, (k, set) -> {
                set.remove(this);
                return set.isEmpty() ? null : set;
            });
        }
    }
}
