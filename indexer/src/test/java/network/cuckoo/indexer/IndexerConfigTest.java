package network.cuckoo.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.NodeAddress;
import org.junit.jupiter.api.Test;

class IndexerConfigTest {
    @Test
    void defaults_areAsWritten() {
        var config = config("http://127.0.0.1:8545", 1, Duration.ofMinutes(1));

        assertThat(config.pollInterval()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.maxRange()).isEqualTo(1_000);
    }

    @Test
    void badValues_areRefused_withTheReason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config("ws://127.0.0.1:8545", 1, Duration.ofMinutes(1)))
                .withMessageContaining("http(s)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config("http://127.0.0.1:8545", -1, Duration.ofMinutes(1)))
                .withMessageContaining("confirmations");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config("http://127.0.0.1:8545", 1, Duration.ofMillis(1500)))
                .withMessageContaining("whole seconds");
    }

    private static IndexerConfig config(String rpc, int confirmations, Duration epoch) {
        return IndexerConfig.of(
                URI.create(rpc),
                new ChainId(1),
                Address.ZERO,
                Address.ZERO,
                new BlockNumber(0),
                confirmations,
                new NodeAddress(Address.ZERO),
                epoch);
    }
}
