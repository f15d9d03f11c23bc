package network.cuckoo.scheduler.signals;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Whether there may be work for a round. Raised by anybody; one thread waits for it. */
public final class WorkFlag {
    private final Semaphore raised = new Semaphore(0);

    /** Raises the flag; raising it twice is raising it once. */
    public void raise() {
        if (raised.availablePermits() == 0) {
            raised.release();
        }
    }

    /**
     * Waits until the flag is raised, at most so long, and lowers it: so what is raised after this is seen next time.
     *
     * @return whether it was raised
     * @throws InterruptedException if the thread is interrupted
     */
    public boolean awaitAndLower(Duration atMost) throws InterruptedException {
        boolean wasRaised = raised.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
        raised.drainPermits();
        return wasRaised;
    }
}
