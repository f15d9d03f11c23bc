package network.cuckoo.api.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import network.cuckoo.testing.TestClock;
import org.junit.jupiter.api.Test;

class RecentTest {
    private final TestClock clock = new TestClock();
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void get_asksAgain_onlyWhenTheAnswerIsTooOld() {
        var recent = new Recent<>(clock, Duration.ofSeconds(1), asked::incrementAndGet);
        assertThat(recent.get()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(1));
        assertThat(recent.get()).isEqualTo(1);
        clock.advance(Duration.ofMillis(1));
        assertThat(recent.get()).isEqualTo(2);
        clock.advance(Duration.ofHours(-1));
        assertThat(recent.get()).isEqualTo(3);
    }

    @Test
    void get_keepsAFailureAsLongAsAnAnswer_thenAsksAgain() {
        var recent = new Recent<>(clock, Duration.ofSeconds(1), this::failOnce);
        assertThatIllegalArgumentException().isThrownBy(recent::get);
        assertThatIllegalArgumentException().isThrownBy(recent::get);
        assertThat(asked).hasValue(1);
        clock.advance(Duration.ofSeconds(2));
        assertThat(recent.get()).isEqualTo("fine");
    }

    private String failOnce() {
        if (asked.incrementAndGet() == 1) {
            throw new IllegalArgumentException("away");
        }
        return "fine";
    }
}
