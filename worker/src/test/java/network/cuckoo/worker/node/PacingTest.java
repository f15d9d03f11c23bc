package network.cuckoo.worker.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Waits between tries and between progress messages. */
class PacingTest {
    private static final RetryTimes TIMES = new RetryTimes(Duration.ofMillis(100), Duration.ofSeconds(1));

    @Test
    void backoff_growsUpToItsLimit_andStartsAnew() {
        var backoff = new Backoff(TIMES, new Random(1));
        long[] ceilings = {100, 200, 400, 800, 1_000, 1_000};
        for (long ceiling : ceilings) {
            assertThat(backoff.next(Duration.ZERO)).isBetween(Duration.ofMillis(1), Duration.ofMillis(ceiling));
        }
        for (int i = 0; i < 100; i++) {
            assertThat(backoff.next(Duration.ZERO)).isBetween(Duration.ofMillis(1), TIMES.longest());
        }
        backoff.reset();
        assertThat(backoff.next(Duration.ZERO)).isLessThanOrEqualTo(TIMES.first());
    }

    @Test
    void backoff_spreads() {
        var first = new Backoff(TIMES, new Random(1)).next(Duration.ZERO);
        var second = new Backoff(TIMES, new Random(2)).next(Duration.ZERO);
        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void backoff_waitsAsLongAsTheCoordinatorAsks() {
        var asked = Duration.ofSeconds(30);
        assertThat(new Backoff(TIMES, new Random(1)).next(asked)).isEqualTo(asked);
    }

    @Test
    void progress_isSentOncePerInterval_andNeverTwoAtATime() {
        var now = new AtomicLong(Long.MAX_VALUE - 5); // the clock's overflow must not matter
        var waiting = new ArrayList<Runnable>();
        var sent = new ArrayList<Integer>();
        var sender = new ProgressSender((done, total) -> sent.add(done), waiting::add, Duration.ofNanos(10), now::get);

        sender.completed(1, 5);
        now.addAndGet(10);
        sender.completed(2, 5); // the first is still under way
        waiting.removeFirst().run();
        sender.completed(3, 5);
        waiting.removeFirst().run();
        now.addAndGet(9);
        sender.completed(4, 5);
        assertThat(waiting).isEmpty();
        now.addAndGet(1);
        sender.completed(5, 5);
        waiting.removeFirst().run();

        assertThat(sent).containsExactly(1, 3, 5);
        assertThat(sender.latest()).isEqualTo(new ProgressSender.Steps(5, 5));
    }
}
