package network.cuckoo.scheduler.jobs;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Who runs the round that a wake asked for: the JobRunr job, or the waker itself when the job hasn't begun in time. */
final class RoundTickets {
    private final Map<String, Ticket> tickets = new ConcurrentHashMap<>();

    /** One wake's round. */
    static final class Ticket {
        private final AtomicBoolean taken = new AtomicBoolean();
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch done = new CountDownLatch(1);

        /** Whether the job has begun within this time. */
        boolean begins(Duration within) throws InterruptedException {
            return begun.await(within.toNanos(), TimeUnit.NANOSECONDS);
        }

        /** Takes the round away from the job; false if the job has it. */
        boolean take() {
            return taken.compareAndSet(false, true);
        }

        /** Waits until the job is done with the round. */
        boolean awaitDone(Duration atMost) throws InterruptedException {
            return done.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    Ticket issue(String name) {
        var ticket = new Ticket();
        tickets.put(name, ticket);
        return ticket;
    }

    void drop(String name) {
        tickets.remove(name);
    }

    /**
     * The job asks to begin; false if the round was taken away. A recurring job has no ticket and may always begin; one whose ticket
     * is gone comes after its round ran inline, or after the process that waited for it ended, and then the next recurring one does.
     */
    boolean begin(String name) {
        Ticket ticket = tickets.get(name);
        if (ticket == null) {
            return name.isEmpty();
        }
        boolean mine = ticket.take();
        ticket.begun.countDown();
        return mine;
    }

    void done(String name) {
        Ticket ticket = tickets.get(name);
        if (ticket != null) {
            ticket.done.countDown();
        }
    }
}
