package network.cuckoo.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import network.cuckoo.testing.RpcProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was final stays, whatever a node says later and whoever writes. */
class IndexerFinalityTest {
    private static final int FINAL_DEPTH = 64; // anvil's own

    @Test
    void conflictBelowTheFinalBlock_haltsTheIndex_andChangesNothing() {
        try (var world = new IndexWorld().withCoordinator()) {
            world.miner(1, 20_000);
            world.chain.anvil().mine(100);
            world.miner(2, 30_000);
            world.chain.anvil().mine(FINAL_DEPTH + 20);
            try (var index = world.index().start().awaitHead()) {
                String before = index.state();
                assertThat(index.count("SELECT final_block FROM index_cursor")).isPositive();

                world.chain.anvil().reorg(FINAL_DEPTH + 30);

                await().atMost(Duration.ofSeconds(60))
                        .until(() -> index.status().stopped());
                assertThat(index.status().problem().orElseThrow())
                        .contains("was final")
                        .contains("Nothing was changed");
                assertThat(index.state()).isEqualTo(before);
            }
        }
    }

    @Test
    void database_refusesToTakeAFinalBlockOffTheChain_andToForgetEvents() {
        try (var world = new IndexWorld().withCoordinator()) {
            world.chain.anvil().mine(FINAL_DEPTH + 20);
            try (var index = world.index().start().awaitHead()) {
                refuses(
                        index,
                        "UPDATE block SET canonical = false WHERE block_number = (SELECT final_block FROM index_cursor)",
                        "was final");
                refuses(index, "UPDATE index_cursor SET final_block = final_block - 1", "was final");
                refuses(index, "UPDATE index_cursor SET block_number = final_block - 1", "index_cursor_");
                refuses(index, "DELETE FROM staking_event", "only added");
            }
        }
    }

    @Test
    void emptyBlocks_goOnceTheyAreFinal_andThoseOfEpochsAndEventsStay() {
        try (var world = new IndexWorld().withCoordinator()) {
            world.miner(1, 20_000);
            try (var index = world.index().start().awaitHead()) {
                for (int i = 0; i < 12; i++) {
                    world.chain.anvil().mine(20);
                    index.awaitHead();
                }
                assertThat(index.count("SELECT count(*) FROM block, index_cursor "
                                + "WHERE events = 0 AND block.block_number < final_block - 60 "
                                + "AND block.block_hash NOT IN (SELECT begin_block_hash FROM epoch)"))
                        .isZero();
                assertThat(index.count("SELECT count(*) FROM epoch WHERE voided_at IS NULL"))
                        .isGreaterThan(20);
                assertThat(index.count("SELECT count(DISTINCT block_hash) FROM staking_event"))
                        .isEqualTo(index.count("SELECT count(*) FROM block WHERE events > 0"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"jsonrpc\":\"2.0\",\"id\":0,\"error\":{\"code\":-32603,\"message\":\"internal error\"}}",
            })
    void nodeInTrouble_isNotTakenForOneThatCannotTellWhatIsFinal(String answer) {
        try (var world = new IndexWorld(IndexWorld.NEVER_FINAL).withCoordinator();
                var node = RpcProxy.to(world.chain.anvil().uri());
                var index = world.index(world.config(node.uri()))) {
            world.chain.anvil().mine(FINAL_DEPTH + 20);
            var left = new AtomicInteger(3);
            node.answering(
                    call -> asksForFinal(call) && left.getAndDecrement() > 0 ? Optional.of(answer) : Optional.empty());

            index.start().awaitHead();

            assertThat(left).hasNonPositiveValue();
            assertThat(index.count("SELECT final_block FROM index_cursor")).isZero();
        }
    }

    @Test
    void whatIsFinal_isTakenByDepth_whereTheNodeNeverSays_andWaitedForWhereItDidOnce() {
        try (var world = new IndexWorld(IndexWorld.NEVER_FINAL).withCoordinator();
                var node = RpcProxy.to(world.chain.anvil().uri());
                var first = world.index(world.config(node.uri()));
                var later = world.index(world.config(node.uri()))) {
            world.chain.anvil().mine(FINAL_DEPTH + 20);
            first.start().awaitHead();

            String refusal =
                    "{\"jsonrpc\":\"2.0\",\"id\":0,\"error\":{\"code\":-32602,\"message\":\"invalid block tag\"}}";
            node.answering(call -> asksForFinal(call) ? Optional.of(refusal) : Optional.empty());
            later.start().awaitHead();
            world.chain.anvil().mine(20);

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> first.status().problem().orElse("").contains("does not say any more"));
            assertThat(first.count("SELECT final_block FROM index_cursor")).isZero();
            assertThat(later.count("SELECT final_block FROM index_cursor")).isPositive();
            node.answering(call -> Optional.empty());
            first.awaitHead();
        }
    }

    private static boolean asksForFinal(JsonNode call) {
        return call.path("params").path(0).asText().equals("finalized");
    }

    private static void refuses(IndexWorld.Index index, String sql, String why) {
        assertThatThrownBy(() -> index.database.read().execute(sql)).hasMessageContaining(why);
    }
}
