package network.cuckoo.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnvilTest {
    @Test
    void mine_addsBlocks_andReorgReplacesThem() {
        try (var chain = Anvil.start()) {
            chain.mine(5);
            var before = chain.blockHash();

            chain.reorg(2);

            assertThat(chain.blockNumber()).isEqualTo(5);
            assertThat(chain.blockHash()).isNotEqualTo(before);
        }
    }

    @Test
    void mineAt_setsTheBlocksTime() {
        try (var chain = Anvil.start("--timestamp", "1000")) {
            chain.mineAt(5000);

            assertThat(chain.blockTimeSeconds()).isEqualTo(5000);
        }
    }

    @Test
    void close_endsTheChain() {
        var chain = Anvil.start();
        chain.close();

        assertThatThrownBy(chain::blockNumber).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void proxy_answersInTheChainsPlace_whereItIsTold() {
        try (var chain = Anvil.start();
                var proxy = RpcProxy.to(chain.uri())) {
            var client = new JsonRpc(proxy.uri());
            proxy.answering(call -> call.get("method").asText().equals("eth_blockNumber")
                    ? Optional.of("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x99\"}")
                    : Optional.empty());

            assertThat(client.call("eth_blockNumber").asText()).isEqualTo("0x99");
            assertThat(client.call("eth_chainId").asText()).isEqualTo("0x7a69");
        }
    }
}
