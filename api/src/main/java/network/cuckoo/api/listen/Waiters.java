package network.cuckoo.api.listen;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import network.cuckoo.api.problem.ProblemCode;

/** Requests that wait: event streams and long polls. Bounds their number, and ends all of them at once when the server stops. */
public final class Waiters implements AutoCloseable {
    private final Semaphore places;
    private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** At most so many at a time. */
    public Waiters(int max) {
        this.places = new Semaphore(max);
    }

    /** Work that waits; an interrupt tells it to come to an end. */
    public interface Work {
        /** Does the work in the request's thread. */
        void run() throws Exception;
    }

    /**
     * Runs the work unless too many wait or the server is stopping. If the server stops meanwhile, the thread is interrupted and
     * the work's {@link InterruptedException} ends here in silence.
     */
    public void run(Work work) throws Exception {
        if (!places.tryAcquire()) {
            throw ProblemCode.TOO_MANY_STREAMS.because("Close other event streams, or try again later.");
        }
        Thread current = Thread.currentThread();
        waiting.add(current);
        try {
            if (!closed) {
                work.run();
            }
        } catch (InterruptedException e) {
            if (!closed) {
                throw e;
            }
        } finally {
            waiting.remove(current);
            clearInterruptOfClose();
            places.release();
        }
    }

    /** How many wait now. */
    public int count() {
        return waiting.size();
    }

    /** Whether the server is stopping. */
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        waiting.forEach(Thread::interrupt);
    }

    private void clearInterruptOfClose() {
        if (closed) {
            Thread.interrupted();
        }
    }
}
