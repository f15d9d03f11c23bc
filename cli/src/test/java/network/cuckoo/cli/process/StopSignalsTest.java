package network.cuckoo.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StopSignalsTest {
    private static final long BEGIN = Long.MAX_VALUE - 5; // the clock may overflow

    @Test
    void signalled_countsWhatComesWithinASecondAsTheFirstRequest() {
        var requests = new StopSignals.Requests();
        assertThat(requests.signalled(BEGIN)).isEqualTo(1);
        assertThat(requests.signalled(BEGIN + 1)).isZero();
        assertThat(requests.signalled(BEGIN + Duration.ofMillis(999).toNanos())).isZero();
        assertThat(requests.signalled(BEGIN + Duration.ofMillis(1_000).toNanos()))
                .isEqualTo(2);
        assertThat(requests.signalled(BEGIN + Duration.ofMillis(1_001).toNanos()))
                .isEqualTo(3);
    }
}
