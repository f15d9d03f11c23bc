package network.cuckoo.worker.node;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import network.cuckoo.domain.Wei;

/** What the node has done since its start. Thread-safe. */
final class Tally {
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private Optional<Wei> earned = Optional.empty();

    void count(LeaseEnding ending) {
        switch (ending) {
            case LeaseEnding.Accepted accepted -> {
                done.incrementAndGet();
                accepted.receipt().earned().ifPresent(this::earn);
            }
            case LeaseEnding.GivenBack _, LeaseEnding.Refused _ -> failed.incrementAndGet();
            case LeaseEnding.Lost _ -> lost.incrementAndGet();
        }
    }

    long done() {
        return done.get();
    }

    long failed() {
        return failed.get();
    }

    long lost() {
        return lost.get();
    }

    /** Empty until the coordinator has told an amount. */
    synchronized Optional<Wei> earned() {
        return earned;
    }

    private synchronized void earn(Wei amount) {
        earned = Optional.of(earned.orElse(Wei.ZERO).plus(amount));
    }
}
