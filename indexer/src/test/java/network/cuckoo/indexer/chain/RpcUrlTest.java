package network.cuckoo.indexer.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RpcUrlTest {
    @ParameterizedTest
    @CsvSource({
        "http://node:8545, http://node:8545, ws://node:8545, node:8545",
        "https://node/v3/k%2Fey?a=b, https://node/v3/k%2Fey?a=b, wss://node/v3/k%2Fey?a=b, node:443",
        "ws://node/v3, http://node/v3, ws://node/v3, node:80",
        "WSS://node:1/v3, https://node:1/v3, wss://node:1/v3, node:1"
    })
    void address_servesCallsAndHeads_andShowsHostAndPort(String given, String calls, String heads, String place) {
        var url = RpcUrl.of(URI.create(given));

        assertThat(url.calls()).hasToString(calls);
        assertThat(url.heads()).hasToString(heads);
        assertThat(url).hasToString(place);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://node/secret",
                "file:///secret",
                "node/secret",
                "http:///secret",
                "http://node:70000/secret"
            })
    void whatIsNoAddress_isRefused_withoutWhatMayBeAKey(String given) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RpcUrl.of(URI.create(given)))
                .withMessageContaining("such as http://127.0.0.1:8545")
                .withMessageNotContaining("secret");
    }

    @Test
    void failure_namesTheNode_andKeepsItsKeysForItself() {
        var url = RpcUrl.of(URI.create("https://user:pass-word@node/v3/0123456789abcdef?key=fedcba9876543210"));
        var failure = new ChainException(
                ChainException.Code.REFUSED, "no project 0123456789abcdef for fedcba9876543210 of user:pass-word");

        assertThat(failure.at(url).getMessage())
                .startsWith("node:443: no project … for …")
                .doesNotContain("0123456789abcdef", "fedcba9876543210", "pass-word");
        assertThat(failure.at(url).code()).isEqualTo(ChainException.Code.REFUSED);
    }
}
