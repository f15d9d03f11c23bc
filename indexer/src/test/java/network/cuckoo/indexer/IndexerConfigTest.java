package network.cuckoo.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.util.List;
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
        assertThat(config.rpcTimeout()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void badValues_areRefused_withTheReason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config("ftp://127.0.0.1:8545/secret", 1, Duration.ofMinutes(1)))
                .withMessageContaining("http(s) or ws(s)")
                .withMessageContaining("ftp://127.0.0.1")
                .withMessageNotContaining("secret");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config(List.of(), 1, Duration.ofMinutes(1)))
                .withMessageContaining("no address");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config("http://127.0.0.1:8545", -1, Duration.ofMinutes(1)))
                .withMessageContaining("confirmations");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config("http://127.0.0.1:8545", 1, Duration.ofMillis(1500)))
                .withMessageContaining("whole seconds");
    }

    private static IndexerConfig config(String rpc, int confirmations, Duration epoch) {
        return config(List.of(URI.create(rpc)), confirmations, epoch);
    }

    private static IndexerConfig config(List<URI> rpcs, int confirmations, Duration epoch) {
        return IndexerConfig.of(
                rpcs,
                new ChainId(1),
                Address.ZERO,
                Address.ZERO,
                new BlockNumber(0),
                confirmations,
                new NodeAddress(Address.ZERO),
                epoch);
    }
}
