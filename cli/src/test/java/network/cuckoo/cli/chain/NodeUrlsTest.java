package network.cuckoo.cli.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.List;
import network.cuckoo.testing.Anvil;
import network.cuckoo.testing.RpcProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeUrlsTest {
    @Test
    void addresses_areReadBetweenCommas_andJoinedInOrder() {
        NodeUrls urls = NodeUrls.joined(
                List.of(NodeUrls.parse("http://a:1, wss://b/key ,https://c"), NodeUrls.parse("ws://d")));

        assertThat(urls.all())
                .containsExactly(
                        URI.create("http://a:1"),
                        URI.create("wss://b/key"),
                        URI.create("https://c"),
                        URI.create("ws://d"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ftp://a/secret | http(s) or ws(s) address such as http://127.0.0.1:8545, not ftp://a",
                "http://a,b:1/secret | address 2: ",
                "http://a,, | address 2: ",
                "http://a:70000/secret | not http://a",
                "http://a b/secret | it is no address: Illegal character",
                "'' | not one without a protocol"
            })
    void whatIsNoAddress_isRefused_byItsPlace(String text, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NodeUrls.parse(text))
                .withMessageContaining(why)
                .withMessageNotContaining("secret");
    }

    @Test
    void open_takesTheFirstThatAnswers() {
        try (var anvil = Anvil.start();
                var away = RpcProxy.to(anvil.uri())) {
            away.down();
            try (ChainAccess chain =
                    NodeUrls.parse(away.uri() + "," + anvil.uri()).open()) {
                assertThat(chain.url()).isEqualTo(anvil.uri());
            }
            try (ChainAccess chain =
                    NodeUrls.parse("ws" + anvil.uri().toString().substring(4)).open()) {
                assertThat(chain.chainId().value()).isEqualTo(Anvil.CHAIN_ID);
            }
            away.up();
            try (ChainAccess chain =
                    NodeUrls.parse(away.uri() + "," + anvil.uri()).open()) {
                assertThat(chain.url()).isEqualTo(away.uri());
            }
        }
    }
}
