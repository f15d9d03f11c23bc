package network.cuckoo.api.listen;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import network.cuckoo.api.problem.ProblemCode;

/** Requests that wait: event streams and long polls. Bounds their number, and tells all of them when the server stops. */
public final class Waiters implements AutoCloseable {
    private final Semaphore places;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile boolean closed;

    /** At most so many at a time. */
    public Waiters(int max) {
        this.places = new Semaphore(max);
    }

    /** Work that waits, and looks at {@link #isClosed()} whenever it is woken. */
    public interface Work {
        /** Does the work in the request's thread. */
        void run() throws Exception;
    }

    /** Runs the work, unless too many wait already. */
    public void run(Work work) throws Exception {
        if (!places.tryAcquire()) {
            throw ProblemCode.TOO_MANY_STREAMS.because("Close other event streams, or try again later.");
        }
        waiting.incrementAndGet();
        try {
            work.run();
        } finally {
            waiting.decrementAndGet();
            places.release();
        }
    }

    /** How many wait now. */
    public int count() {
        return waiting.get();
    }

    /** Whether the server is stopping, and waiting must end. */
    public boolean isClosed() {
        return closed;
    }

    /** From now on {@link #isClosed()}; whoever closes this wakes those that sleep. */
    @Override
    public void close() {
        closed = true;
    }
}
