package network.cuckoo.benchmarks.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Arrivals that wait for nobody, at random distances (a Poisson process). A delay counts from when the arrival was due, whatever held it
 * up since: what comes late because the one before was slow is not left out.
 */
public final class Arrivals {
    private static final double NANOS_A_SECOND = 1e9;
    private static final double NANOS_A_MILLI = 1e6;

    private final long[] dueNanos;
    private final AtomicLongArray delayNanos;
    private final CountDownLatch left;
    private volatile long begin;

    /** So many arrivals at this rate. */
    public Arrivals(int count, double perSecond, long seed) {
        var random = new SplittableRandom(seed);
        dueNanos = new long[count];
        double at = 0;
        for (int i = 0; i < count; i++) {
            at += random.nextExponential() / perSecond * NANOS_A_SECOND;
            dueNanos[i] = (long) at;
        }
        delayNanos = new AtomicLongArray(count);
        left = new CountDownLatch(count);
    }

    /**
     * Lets all arrive, each by a thread of its own, and waits until all were seen.
     *
     * @throws IllegalStateException if some were not seen so long after the last had arrived
     */
    public void run(IntConsumer arrive, Duration patience) throws InterruptedException {
        begin = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < dueNanos.length; i++) {
                sleepUntil(begin + dueNanos[i]);
                int number = i;
                threads.execute(() -> arrive.accept(number));
            }
        }
        if (!left.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException(left.getCount() + " of " + dueNanos.length + " were never seen");
        }
    }

    private static void sleepUntil(long nanos) {
        for (long rest = nanos - System.nanoTime(); rest > 0; rest = nanos - System.nanoTime()) {
            LockSupport.parkNanos(rest);
        }
    }

    /** The arrival of this number was seen where it should come; the first time counts. */
    public void seen(int number) {
        long delay = Math.max(1, System.nanoTime() - begin - dueNanos[number]);
        if (delayNanos.compareAndSet(number, 0, delay)) {
            left.countDown();
        }
    }

    /** Milliseconds that this share of all took at most, e.g. 0.99. */
    public double millis(double share) {
        long[] sorted = new long[dueNanos.length];
        Arrays.setAll(sorted, delayNanos::get);
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, (int) (sorted.length * share))] / NANOS_A_MILLI;
    }
}
