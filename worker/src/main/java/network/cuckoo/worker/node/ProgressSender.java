package network.cuckoo.worker.node;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import network.cuckoo.worker.inference.ProgressListener;

/**
 * Passes a run's progress on without holding it up: one message at a time and not more often than an interval; steps in between are
 * left out.
 */
final class ProgressSender implements ProgressListener {
    private final ProgressListener messages;
    private final Executor executor;
    private final long intervalNanos;
    private final LongSupplier nanoTime;
    private final AtomicBoolean sending = new AtomicBoolean();
    private long nextNanos;
    private volatile Steps latest = new Steps(0, 0);

    /** Finished steps and all steps. */
    record Steps(int done, int total) {}

    ProgressSender(ProgressListener messages, Executor executor, Duration interval, LongSupplier nanoTime) {
        this.messages = messages;
        this.executor = executor;
        this.intervalNanos = interval.toNanos();
        this.nanoTime = nanoTime;
        this.nextNanos = nanoTime.getAsLong();
    }

    @Override
    public void completed(int done, int total) {
        latest = new Steps(done, total);
        long now = nanoTime.getAsLong();
        if (now - nextNanos >= 0 && sending.compareAndSet(false, true)) {
            nextNanos = now + intervalNanos;
            send(done, total);
        }
    }

    Steps latest() {
        return latest;
    }

    private void send(int done, int total) {
        try {
            executor.execute(() -> {
                try {
                    messages.completed(done, total);
                } finally {
                    sending.set(false);
                }
            });
        } catch (RejectedExecutionException e) {
            sending.set(false); // the node is ending, nobody waits for progress any more
        }
    }
}
