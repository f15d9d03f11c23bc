package network.cuckoo.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.Wei;
import network.cuckoo.testing.FaultyRpc;
import network.cuckoo.testing.RpcFault;
import network.cuckoo.testing.StakingChain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several nodes: the first that is well is read, and nothing of one is mixed with another's. */
class IndexerFailoverTest {
    private static final String[] ALL = {"eth_chainId", "eth_getCode", "eth_getBlockByNumber", "eth_getLogs"};

    private final IndexWorld world = new IndexWorld().withCoordinator();
    private final URI chain = world.chain.anvil().uri();
    private final FaultyRpc first = FaultyRpc.to(chain);
    private final FaultyRpc second = FaultyRpc.to(chain);

    @AfterEach
    void close() {
        first.close();
        second.close();
        world.close();
    }

    private IndexWorld.Index index() {
        return world.index(world.config(first.uri(), second.uri()));
    }

    @Test
    void second_takesOver_whenTheFirstDies_andGivesBack() {
        try (var index = index().start().awaitHead()) {
            awaitNode(index, first);
            first.spoiling(RpcFault.DROP, ALL);
            world.miner(1, 20_000);
            index.awaitHead();
            awaitNode(index, second);
            assertThat(index.status().problem()).isEmpty();

            first.heal();
            awaitNode(index, first);
            world.miner(2, 20_000);
            index.awaitHead();
            assertThat(index.count("SELECT count(*) FROM candidate_weight")).isEqualTo(3);
        }
    }

    @Test
    void index_begins_whereTheFirstWasNeverThere() {
        first.spoiling(RpcFault.UNAVAILABLE, ALL);
        try (var index = index().start().awaitHead()) {
            awaitNode(index, second);
            second.spoiling(RpcFault.UNAVAILABLE, ALL);
            awaitTrue(() -> index.status().problem().orElse("").contains("HTTP 503"));
        }
    }

    @Test
    void reorganisation_isMade_whenTheSecondIsOnAnotherFork() {
        world.miner(1, 20_000);
        try (var fork = world.fork();
                var index = index().start().awaitHead()) {
            second.switchTo(fork.uri());
            world.miner(2, 40_000);
            world.chain.anvil().mine(5);
            index.awaitHead();
            fork.mine(9);
            Hash32 forked = fork.blockHash();

            first.spoiling(RpcFault.DROP, ALL);
            index.await(forked);
            assertThat(index.count("SELECT count(*) FROM candidate_weight")).isEqualTo(2);
            try (var direct = world.index(world.config(fork.uri())).start().await(forked)) {
                assertThat(index.state()).isEqualTo(direct.state());
            }

            world.chain.vote(StakingChain.person("voter"), IndexWorld.owner("miner 2"), Wei.ofCai(7));
            first.heal();
            index.awaitHead();
            try (var direct = world.index().start().awaitHead()) {
                assertThat(index.state()).isEqualTo(direct.state());
            }
        }
    }

    @Test
    void index_waits_whenTheSecondIsBehindOnTheSameFork() {
        world.miner(1, 20_000);
        try (var behind = world.fork();
                var index = index().start().awaitHead()) {
            second.switchTo(behind.uri());
            long shared = behind.blockNumber();
            world.miner(2, 40_000);
            index.awaitHead();
            long cursor = world.chain.anvil().blockNumber();

            first.spoiling(RpcFault.DROP, ALL);
            awaitTrue(() -> index.status().node().equals(Optional.of(place(second)))
                    && index.status().head().orElseThrow().value() == shared);
            assertThat(index.status().cursor().orElseThrow().value()).isEqualTo(cursor);
            assertThat(index.status().problem()).isEmpty();

            first.heal();
            awaitNode(index, first);
            assertThat(index.count("SELECT count(*) FROM block WHERE NOT canonical"))
                    .isZero();
            assertThat(index.count("SELECT count(*) FROM candidate_weight")).isEqualTo(3);
        }
    }

    @Test
    void chainThatOnlyLostBlocks_isWaitedFor_andOtherBlocksThereAreAReorganisation() {
        world.miner(1, 20_000);
        try (var index = world.index(world.config(first.uri())).start().awaitHead()) {
            Hash32 before = world.chain.anvil().blockHash();
            long cursor = world.chain.anvil().blockNumber();
            world.chain.anvil().rollback(2);
            awaitTrue(() -> index.status().head().orElseThrow().value() == cursor - 2);
            assertThat(index.rows("SELECT block_hash FROM index_cursor")
                            .getFirst()
                            .get(0))
                    .isEqualTo(before.bytes());

            world.chain.stake(StakingChain.person("somebody else"), Wei.ofCai(3));
            index.awaitHead();
            try (var direct = world.index().start().awaitHead()) {
                assertThat(index.state()).isEqualTo(direct.state());
            }
        }
    }

    @Test
    void nodeOfAnotherChain_isPassedOver() {
        second.spoiling(RpcFault.OTHER_CHAIN, "eth_chainId");
        try (var index = index().start().awaitHead()) {
            first.spoiling(RpcFault.DROP, ALL);
            awaitTrue(() -> index.status().problem().isPresent());
            world.miner(1, 20_000);
            int asked = second.made(RpcFault.OTHER_CHAIN);
            awaitTrue(() -> second.made(RpcFault.OTHER_CHAIN) > asked + 1);
            assertThat(index.count("SELECT count(*) FROM candidate_weight")).isEqualTo(1);
            assertThat(index.status().stopped()).isFalse();

            first.heal();
            index.awaitHead();
        }
    }

    @Test
    void start_isRefused_whenAllNodesAreOfAnotherChain() {
        first.spoiling(RpcFault.OTHER_CHAIN, "eth_chainId");
        second.spoiling(RpcFault.OTHER_CHAIN, "eth_chainId");
        try (var index = index()) {
            assertThatThrownBy(index::start)
                    .isInstanceOf(IndexerRefusal.class)
                    .hasMessageContaining("the id 1, not 31337");
            assertThat(index.status().stopped()).isTrue();
        }
    }

    private static String place(FaultyRpc node) {
        return "127.0.0.1:" + node.uri().getPort();
    }

    private static void awaitNode(IndexWorld.Index index, FaultyRpc node) {
        awaitTrue(() -> index.status().node().equals(Optional.of(place(node))));
    }

    private static void awaitTrue(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(condition);
    }
}
