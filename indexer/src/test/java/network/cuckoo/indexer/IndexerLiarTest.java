package network.cuckoo.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import network.cuckoo.domain.Wei;
import network.cuckoo.testing.FaultyRpc;
import network.cuckoo.testing.RpcFault;
import network.cuckoo.testing.StakingChain;
import org.jooq.Record;
import org.jooq.Result;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A node that lies, breaks off or floods: the status says what is wrong, the cursor stays, and the index goes on once it can. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IndexerLiarTest {
    private static final String LOGS = "eth_getLogs";
    private static final String BLOCKS = "eth_getBlockByNumber";

    private final IndexWorld world = new IndexWorld().withCoordinator();
    private final FaultyRpc node = FaultyRpc.to(world.chain.anvil().uri());
    private final IndexWorld.Index index =
            world.index(world.config(Duration.ofMillis(20), Duration.ofMillis(500), node.uri()));
    private int miners;

    IndexerLiarTest() {
        index.start().awaitHead();
    }

    @AfterEach
    void heal() {
        node.heal();
    }

    @AfterAll
    void close() {
        index.close();
        node.close();
        world.close();
    }

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({
        "WRONG_BLOCK_HASH, eth_getLogs, 'does not belong to the blocks read'",
        "LOGS_OUTSIDE_RANGE, eth_getLogs, 'does not belong to the blocks read'",
        "DUPLICATE_LOGS, eth_getLogs, comes twice",
        "TRUNCATE, eth_getLogs, breaks off",
        "NO_JSON, eth_getLogs, is no JSON",
        "EMPTY, eth_getLogs, an answer without a result",
        "ERROR, eth_getLogs, internal error",
        "TOO_LARGE, eth_getLogs, HTTP 413",
        "RATE_LIMIT, eth_getLogs, HTTP 429",
        "UNAVAILABLE, eth_getLogs, HTTP 503",
        "DROP, eth_getLogs, does not answer",
        "HANG, eth_getLogs, does not answer within 0.5 s",
        "HANG_WITHIN, eth_getLogs, does not answer within 0.5 s",
        "WRONG_PARENT, eth_getBlockByNumber, does not follow",
        "TRUNCATE, eth_getBlockByNumber, breaks off",
        "ERROR, eth_getBlockByNumber, internal error"
    })
    void liar_isTold_andNothingIsWritten(RpcFault fault, String method, String problem) {
        Result<Record> cursor = cursor();
        long head = world.chain.anvil().blockNumber();
        node.spoiling(fault, method);
        world.miner(++miners, 20_000);
        // Hang on a wrong answer to a piece of several blocks, and of one.
        world.chain.anvil().mine(10);

        awaitProblem(problem);
        assertThat(index.status().problem().orElseThrow())
                .startsWith("127.0.0.1:" + node.uri().getPort())
                .doesNotContain("\n");
        assertThat(cursor()).isEqualTo(cursor);
        assertThat(index.status().cursor().orElseThrow().value()).isEqualTo(head);
        if (method.equals(LOGS)) {
            // How late it is grows all the same, for others too.
            long late = world.chain.anvil().blockNumber() - head;
            await().until(() -> index.status().lagBlocks().equals(Optional.of(late)));
            assertThat(index.status().lagSeconds().orElseThrow()).isPositive();
            await().until(() -> index.count("SELECT chain_head - block_number FROM index_cursor") == late);
        }

        node.heal();
        index.awaitHead();
        await().until(() -> index.status().problem().isEmpty());
        assertThat(index.count("SELECT count(*) FROM candidate_weight")).isEqualTo(1 + miners);
        assertThat(index.count("SELECT count(*) FROM block WHERE NOT canonical"))
                .isZero();
    }

    @Test
    void answerOfHalfAGigabyte_isCutOff_andNeverHeld() {
        Result<Record> cursor = cursor();
        node.spoiling(RpcFault.HUGE, LOGS);
        // Each try takes a while: the timeout of this one is the ordinary.
        try (var patient = world.index(
                        world.config(Duration.ofMillis(20), IndexerConfig.DEFAULT_RPC_TIMEOUT, node.uri()))
                .start()) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() ->
                            patient.status().problem().orElse("").contains("the node's answer is longer than 64 MiB"));
            assertThat(patient.count("SELECT count(*) FROM block")).isZero();
        }
        assertThat(node.longestAnswer()).isLessThan(100L << 20);
        assertThat(cursor()).isEqualTo(cursor);
    }

    @Test
    void logsInAnotherOrder_areSorted() {
        node.spoiling(RpcFault.REVERSE_LOGS, LOGS);
        world.miner(++miners, 20_000);
        world.chain.vote(StakingChain.person("voter"), IndexWorld.owner("miner " + miners), Wei.ofCai(5));
        index.awaitHead();

        try (var direct = world.index().start().awaitHead()) {
            assertThat(index.state()).isEqualTo(direct.state());
        }
        assertThat(node.made(RpcFault.REVERSE_LOGS)).isPositive();
    }

    @Test
    void wrongHashOfTheHead_isNoReorganisation() {
        world.miner(++miners, 20_000);
        index.awaitHead();
        node.spoiling(RpcFault.WRONG_BLOCK_HASH, BLOCKS);
        world.chain.anvil().mine(3);
        awaitProblem("does not follow");
        node.heal();
        index.awaitHead();

        assertThat(index.count("SELECT count(*) FROM block WHERE NOT canonical"))
                .isZero();
        assertThat(index.count("SELECT count(*) FROM epoch WHERE voided_at IS NOT NULL"))
                .isZero();
    }

    private Result<Record> cursor() {
        return index.rows("SELECT block_number, block_hash, final_block, moved_at FROM index_cursor");
    }

    private void awaitProblem(String text) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> index.status().problem().orElse("").contains(text));
    }
}
