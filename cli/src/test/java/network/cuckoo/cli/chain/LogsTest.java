package network.cuckoo.cli.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.testing.Anvil;
import network.cuckoo.testing.RpcProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.web3j.protocol.core.methods.response.Log;

class LogsTest {
    private static final Address EMITTER = Address.parse("0x00000000000000000000000000000000000e3177");
    private static final String EMIT_AND_STOP = "0x60006000a000";
    private static final int BLOCKS = 9;

    private final Anvil anvil = Anvil.start();
    private final RpcProxy proxy = RpcProxy.to(anvil.uri());
    private final ChainAccess chain = new ChainAccess(proxy.uri());

    @BeforeEach
    void emitOncePerBlock() {
        anvil.call("anvil_setCode", EMITTER.hex(), EMIT_AND_STOP);
        String sender = anvil.call("eth_accounts").get(0).asText();
        for (int i = 0; i < BLOCKS; i++) {
            anvil.call("eth_sendTransaction", Map.of("from", sender, "to", EMITTER.hex()));
        }
    }

    @AfterEach
    void end() {
        chain.close();
        proxy.close();
        anvil.close();
    }

    @Test
    void logs_areAskedForInSmallerPieces_ofANodeThatLimitsThem() {
        proxy.answering(call -> refusedBeyond(call, 2));
        assertThat(blocksOf(read())).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    }

    @Test
    void nodeThatRefusesASingleBlock_isToldOf() {
        proxy.answering(call -> refusedBeyond(call, 0));
        assertThatThrownBy(this::read)
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("refused eth_getLogs: too many");
    }

    private List<Log> read() {
        return Logs.of(chain, List.of(EMITTER), new BlockNumber(0), new BlockNumber(BLOCKS));
    }

    private static List<Long> blocksOf(List<Log> logs) {
        return logs.stream().map(log -> log.getBlockNumber().longValueExact()).toList();
    }

    private static Optional<String> refusedBeyond(JsonNode call, long blocks) {
        if (!call.path("method").asText().equals("eth_getLogs")) {
            return Optional.empty();
        }
        JsonNode filter = call.path("params").path(0);
        long asked = number(filter.path("toBlock")) - number(filter.path("fromBlock")) + 1;
        return asked <= blocks
                ? Optional.empty()
                : Optional.of("{'jsonrpc':'2.0','id':%s,'error':{'code':-32005,'message':'too many'}}"
                        .formatted(call.path("id"))
                        .replace('\'', '"'));
    }

    private static long number(JsonNode hex) {
        return Long.decode(hex.asText());
    }
}
