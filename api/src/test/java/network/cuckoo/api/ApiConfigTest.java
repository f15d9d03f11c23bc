package network.cuckoo.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import network.cuckoo.db.Secret;
import org.junit.jupiter.api.Test;

class ApiConfigTest {
    private static final Secret PASSWORD = new Secret("long enough");

    @Test
    void loopback_pinsEveryDefault() {
        assertThat(ApiConfig.loopback(0, 0, PASSWORD))
                .isEqualTo(new ApiConfig("127.0.0.1", 0, "127.0.0.1", 0, PASSWORD, Duration.ofSeconds(15), 10_000));
    }

    @Test
    void config_isRefused_whenAValueCannotBeUsed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiConfig.loopback(65_536, 0, PASSWORD))
                .withMessageContaining("port must be 0 to 65535");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiConfig.loopback(0, -1, PASSWORD))
                .withMessageContaining("adminPort");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiConfig.loopback(0, 0, new Secret("short")))
                .withMessageContaining("adminPassword must have at least 8");
    }

    @Test
    void config_hidesThePassword() {
        assertThat(ApiConfig.loopback(0, 0, PASSWORD).toString()).doesNotContain(PASSWORD.reveal());
    }
}
