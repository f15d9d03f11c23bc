package network.cuckoo.indexer;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Whether this process keeps the index, asked of the database once a second and not at each step. Used by one thread. */
final class Tenure {
    private static final long RENEWAL_NANOS = Duration.ofSeconds(1).toNanos();

    private final BooleanSupplier hold;
    private final LongSupplier nanoTime;
    private boolean held;
    private long heldAt;

    /** @param hold takes the index or goes on holding it; false while another process does */
    Tenure(BooleanSupplier hold, LongSupplier nanoTime) {
        this.hold = hold;
        this.nanoTime = nanoTime;
    }

    boolean isOurs() {
        long now = nanoTime.getAsLong();
        if (!held || now - heldAt >= RENEWAL_NANOS) {
            held = hold.getAsBoolean();
            heldAt = now;
        }
        return held;
    }

    /** Somebody else wrote: the next question goes to the database. */
    void doubt() {
        held = false;
    }
}
