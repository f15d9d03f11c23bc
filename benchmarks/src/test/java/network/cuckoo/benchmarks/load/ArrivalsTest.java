package network.cuckoo.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void anArrivalThatIsHeldUp_countsFromWhenItWasDue_andHoldsUpNoOther() throws Exception {
        var arrivals = new Arrivals(100, 10_000, 1);
        var othersSeen = new CountDownLatch(99);
        arrivals.run(
                number -> {
                    if (number == 0) {
                        await(othersSeen);
                    }
                    arrivals.seen(number);
                    othersSeen.countDown();
                },
                LONG);
        assertThat(arrivals.millis(1)).isGreaterThanOrEqualTo(arrivals.millis(0.5));
        assertThat(othersSeen.getCount()).isZero();
    }

    @Test
    void anArrivalThatIsSeenTwice_countsOnce() {
        var arrivals = new Arrivals(2, 10_000, 1);
        assertThatThrownBy(() -> arrivals.run(ignored -> arrivals.seen(0), Duration.ofMillis(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("1 of 2 were never seen");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
