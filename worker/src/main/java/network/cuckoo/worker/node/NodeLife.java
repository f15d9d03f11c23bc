package network.cuckoo.worker.node;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Where a node is between start and end: running, then draining, then ended with an outcome. Never goes back. Thread-safe. */
final class NodeLife {
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean draining;
    private @Nullable MinerOutcome outcome;

    /** Begins to drain. @return false if it had begun before, or the node has ended */
    boolean drain() {
        lock.lock();
        try {
            if (draining || outcome != null) {
                return false;
            }
            draining = true;
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the node; the first outcome stays. */
    void end(MinerOutcome how) {
        lock.lock();
        try {
            if (outcome == null) {
                outcome = how;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    boolean draining() {
        lock.lock();
        try {
            return draining;
        } finally {
            lock.unlock();
        }
    }

    boolean ended() {
        return outcome().isPresent();
    }

    Optional<MinerOutcome> outcome() {
        lock.lock();
        try {
            return Optional.ofNullable(outcome);
        } finally {
            lock.unlock();
        }
    }

    /** Waits so long, or until the node begins to drain or ends. */
    void pause(Duration time) {
        lock.lock();
        try {
            boolean drainingBefore = draining;
            long nanosLeft = time.toNanos();
            while (nanosLeft > 0 && outcome == null && draining == drainingBefore) {
                nanosLeft = changed.awaitNanos(nanosLeft);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NodeEndedException();
        } finally {
            lock.unlock();
        }
    }

    /** Waits so long, or until the node ends. @return whether it has ended */
    boolean awaitEnd(Duration time) {
        lock.lock();
        try {
            long nanosLeft = time.toNanos();
            while (nanosLeft > 0 && outcome == null) {
                nanosLeft = changed.awaitNanos(nanosLeft);
            }
            return outcome != null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return outcome != null;
        } finally {
            lock.unlock();
        }
    }
}
