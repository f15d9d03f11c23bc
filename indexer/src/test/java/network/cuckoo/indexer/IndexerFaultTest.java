package network.cuckoo.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import network.cuckoo.contracts.CuckooStaking;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.ChainId;
import network.cuckoo.testing.RpcProxy;
import network.cuckoo.testing.StakingChain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.web3j.abi.EventEncoder;

/** What the indexer refuses, and what it waits out. */
class IndexerFaultTest {
    private final IndexWorld world = new IndexWorld().withCoordinator();
    private final StakingChain chain = world.chain;
    private final RpcProxy proxy = RpcProxy.to(chain.anvil().uri());

    @AfterEach
    void close() {
        proxy.close();
        world.close();
    }

    @Test
    void start_isRefused_onAnotherChain() {
        var config = world.config(chain.anvil().uri());
        refuses(with(config, new ChainId(1), config.staking(), config.startBlock()), "the id 31337, not 1");
    }

    @Test
    void start_isRefused_whereThereIsNoContract() {
        var config = world.config(chain.anvil().uri());
        refuses(
                with(config, config.chainId(), StakingChain.person("nobody"), config.startBlock()),
                "no staking contract");
    }

    @Test
    void start_isRefused_whenTheDatabaseIsAboutSomethingElse() {
        var config = world.config(chain.anvil().uri());
        try (var index = world.index().start().awaitHead();
                var other = new Indexer(
                        with(config, config.chainId(), config.staking(), new BlockNumber(2)), index.database)) {
            assertThatThrownBy(other::start)
                    .isInstanceOf(IndexerRefusal.class)
                    .hasMessageContaining("use another database");
        }
    }

    @Test
    void index_goesOn_afterTheNodeWasAway_fromTheStartAndLater() {
        proxy.down();
        try (var index = world.index(world.config(proxy.uri())).start()) {
            awaitTrue(() -> index.status().problem().orElse("").contains("HTTP 503"));

            proxy.up();
            index.awaitHead();
            proxy.down();
            awaitTrue(() -> index.status().problem().isPresent());
            world.miner(1, 20_000);
            proxy.up();
            index.awaitHead();

            awaitTrue(() -> index.status().problem().isEmpty());
            assertThat(index.count("SELECT count(*) FROM candidate_weight")).isEqualTo(2);
        }
    }

    @Test
    void index_goesOn_afterTheDatabaseWasAway() {
        try (var index = world.index().start().awaitHead()) {
            index.postgres.refuseConnections(true);
            index.postgres.cutConnections();
            world.miner(1, 20_000);
            awaitTrue(() -> index.status().problem().isPresent());

            index.postgres.refuseConnections(false);
            index.awaitHead();
            awaitTrue(() -> index.count("SELECT count(*) FROM candidate_weight") == 2);
        }
    }

    @Test
    void ranges_areHalved_whenTheNodeLimitsThem() {
        chain.anvil().mine(60);
        proxy.answering(call -> isLogs(call) && span(call) > 5 ? refusal("query exceeds 5 blocks") : Optional.empty());

        try (var index = world.index(world.config(proxy.uri())).start().awaitHead();
                var direct = world.index().start().awaitHead()) {
            assertThat(index.state()).isEqualTo(direct.state());
        }
    }

    @Test
    void logs_areNotLost_whenANodeAnswersRangesWithLess() {
        world.miner(1, 20_000);
        chain.anvil().mine(10);
        proxy.answering(call -> isLogs(call) && span(call) > 1
                ? Optional.of("{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":[]}")
                : Optional.empty());

        try (var index = world.index(world.config(proxy.uri())).start().awaitHead();
                var direct = world.index().start().awaitHead()) {
            assertThat(index.state()).isEqualTo(direct.state());
        }
    }

    /** Even one kind of events that is missing among others of the same block is found, by filter and receipts. */
    @Test
    void logsOfOneKind_areNotLost_whenEveryAnswerLeavesThemOut() {
        world.miner(1, 20_000);
        chain.anvil().mine(10);
        String pools = EventEncoder.encode(CuckooStaking.POOLCHANGED_EVENT);
        proxy.rewriting((call, answer) -> isLogs(call) ? without(pools, answer) : answer);

        try (var index = world.index(world.config(proxy.uri())).start().awaitHead();
                var direct = world.index().start().awaitHead()) {
            assertThat(index.state()).isEqualTo(direct.state());
            world.miner(2, 20_000);
            index.awaitHead();
            direct.awaitHead();
            assertThat(index.state()).isEqualTo(direct.state());
        }
    }

    private static JsonNode without(String topic, JsonNode answer) {
        ArrayNode kept = ((ObjectNode) answer.deepCopy()).putArray("result");
        answer.path("result").forEach(log -> {
            if (!log.path("topics").path(0).asText().equals(topic)) {
                kept.add(log);
            }
        });
        return ((ObjectNode) answer.deepCopy()).set("result", kept);
    }

    @Test
    void nothingIsWritten_whenLogsAreNotOfTheirBlocks() {
        proxy.answering(call -> isLogs(call)
                ? Optional.of("{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":[{\"blockNumber\":\"0x1\",\"blockHash\":\"0x"
                        + "11".repeat(32) + "\",\"logIndex\":\"0x0\",\"transactionHash\":\"0x" + "22".repeat(32)
                        + "\",\"address\":\"" + chain.staking().hex() + "\",\"topics\":[],\"data\":\"0x\"}]}")
                : Optional.empty());

        try (var index = world.index(world.config(proxy.uri())).start()) {
            awaitTrue(() -> index.status().problem().orElse("").contains("does not belong"));
            assertThat(index.count("SELECT count(*) FROM block")).isZero();

            proxy.up();
            index.awaitHead();
        }
    }

    private void refuses(IndexerConfig config, String text) {
        try (var index = world.index(config)) {
            assertThatThrownBy(index::start).isInstanceOf(IndexerRefusal.class).hasMessageContaining(text);
            assertThat(index.count("SELECT count(*) FROM block")).isZero();
        }
    }

    private static IndexerConfig with(IndexerConfig from, ChainId chainId, Address staking, BlockNumber start) {
        return IndexerConfig.of(
                from.rpcUrls(),
                chainId,
                staking,
                from.settlement(),
                start,
                from.confirmations(),
                from.coordinatorNode(),
                from.epochPeriod());
    }

    private static boolean isLogs(JsonNode call) {
        return call.path("method").asText().equals("eth_getLogs");
    }

    private static long span(JsonNode call) {
        JsonNode filter = call.get("params").get(0);
        return filter.has("fromBlock") ? number(filter.get("toBlock")) - number(filter.get("fromBlock")) + 1 : 1;
    }

    private static long number(JsonNode hex) {
        return Long.parseLong(hex.asText().substring(2), 16);
    }

    private static Optional<String> refusal(String message) {
        return Optional.of(
                "{\"jsonrpc\":\"2.0\",\"id\":0,\"error\":{\"code\":-32005,\"message\":\"" + message + "\"}}");
    }

    private static void awaitTrue(Supplier<Boolean> condition) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(condition::get);
    }
}
