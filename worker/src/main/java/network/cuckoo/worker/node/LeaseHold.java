package network.cuckoo.worker.node;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Whether a lease is still the miner's to work on, and what to do at the moment when it is not. Thread-safe. */
final class LeaseHold {
    /** Why work on a lease ends early. */
    enum Release {
        /** The coordinator says that the lease is over. */
        GONE,
        /** The node has to end. */
        NODE_STOPPING
    }

    private final AtomicReference<@Nullable Release> release = new AtomicReference<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final Runnable onRelease;

    /** @param onRelease runs once, on the thread that releases */
    LeaseHold(Runnable onRelease) {
        this.onRelease = onRelease;
    }

    /** Ends the hold; the first reason stays. */
    void release(Release why) {
        if (release.compareAndSet(null, why)) {
            released.countDown();
            onRelease.run();
        }
    }

    Optional<Release> released() {
        return Optional.ofNullable(release.get());
    }

    /** Waits so long, or until the lease is released. @throws NodeEndedException if interrupted */
    void pause(Duration time) {
        try {
            var _ = released.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NodeEndedException();
        }
    }
}
