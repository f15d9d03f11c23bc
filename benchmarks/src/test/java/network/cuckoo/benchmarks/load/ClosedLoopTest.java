package network.cuckoo.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClosedLoopTest {
    @Test
    void clients_doItSoManyTimesInAll() {
        var done = new AtomicInteger();
        Rate rate = ClosedLoop.run(1_000, 7, () -> done::incrementAndGet);
        assertThat(done).hasValue(1_000);
        assertThat(rate.count()).isEqualTo(1_000);
    }

    @Test
    void aClientThatFails_failsTheRun() {
        var done = new AtomicInteger();
        assertThatThrownBy(() -> ClosedLoop.run(1_000_000, 3, () -> () -> {
                    if (done.incrementAndGet() == 10) {
                        throw new IllegalArgumentException("tenth");
                    }
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("tenth");
        assertThat(done.get()).isLessThan(1_000_000);
    }
}
