package network.cuckoo.indexer;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Tells people how a long catch-up gets on: blocks, events a second, time left. Silent where the index is close to the head. */
final class CatchUp {
    private static final long TELL_EVERY_NANOS = Duration.ofSeconds(5).toNanos();
    private static final int CLOSE_BLOCKS = 100;

    private final LongSupplier nanoTime;
    private boolean under;
    private long begunAt;
    private long toldAt;
    private long blocks;
    private long events;

    CatchUp(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** A step was made. @return what to say, now and then and at the end */
    Optional<String> advanced(ChainFollower.Step step) {
        long left = step.cursor().map(at -> step.head().value() - at.value()).orElse(0L);
        long now = nanoTime.getAsLong();
        if (!under && left <= CLOSE_BLOCKS) {
            return Optional.empty();
        }
        if (!under) {
            begin(now);
        }
        blocks += step.blocks();
        events += step.events();
        if (left <= CLOSE_BLOCKS) {
            under = false;
            return Optional.of(text("caught up with the chain", now, step, 0));
        }
        if (now - toldAt < TELL_EVERY_NANOS) {
            return Optional.empty();
        }
        toldAt = now;
        return Optional.of(text("catching up", now, step, left));
    }

    private void begin(long now) {
        under = true;
        begunAt = now;
        toldAt = now;
        blocks = 0;
        events = 0;
    }

    private String text(String what, long now, ChainFollower.Step step, long left) {
        double seconds = Math.max(1e-3, (now - begunAt) / 1e9);
        String done = String.format(
                Locale.ROOT,
                "%s: block %,d of %,d, %,d events, %,.0f events/s",
                what,
                step.cursor().map(at -> at.value()).orElse(0L),
                step.head().value(),
                events,
                events / seconds);
        return left == 0 || blocks == 0
                ? done
                : done + String.format(Locale.ROOT, ", about %,.0f s left", Math.ceil(left * seconds / blocks));
    }
}
