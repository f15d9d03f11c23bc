package network.cuckoo.cli.chain.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitsTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void published_areTheOnesOfTheRules() {
        assertThat(Waits.published(HOUR))
                .isEqualTo(new Waits(
                        Duration.ofDays(7),
                        Duration.ofDays(5),
                        HOUR,
                        Duration.ofDays(7),
                        Duration.ofDays(3),
                        Duration.ofDays(1),
                        Duration.ofDays(7),
                        Duration.ofDays(30),
                        Duration.ofDays(7),
                        Duration.ofDays(1),
                        Duration.ofDays(7),
                        Duration.ofDays(15)));
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3, 5, 7, 20, 420, 604_800, 27_000_000})
    void scaled_fitTogether_howeverShortTheCooldown(long seconds) {
        Waits waits = Waits.scaled(Duration.ofSeconds(seconds), HOUR);

        assertThat(waits.cooldown()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(waits.governorDelay()).isGreaterThan(waits.cooldown().plus(waits.caseWindow()));
    }

    @Test
    void cooldownOfASecond_isRefused_sinceNoEvidenceFitsIn() {
        assertThatThrownBy(() -> Waits.scaled(Duration.ofSeconds(1), HOUR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("evidence window");
    }

    @Test
    void longCooldown_isRefused() {
        assertThatThrownBy(() -> Waits.scaled(Duration.ofDays(366), HOUR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("365 days");
    }
}
