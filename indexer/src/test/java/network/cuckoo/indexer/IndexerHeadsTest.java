package network.cuckoo.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import network.cuckoo.testing.SocketRelay;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** New heads by WebSocket where the node has it, and what remains without. */
class IndexerHeadsTest {
    private static final Duration RARELY = Duration.ofHours(1);
    private static final Duration OFTEN = Duration.ofMillis(50);

    private final IndexWorld world = new IndexWorld().withCoordinator();
    private final SocketRelay relay = SocketRelay.to(world.chain.anvil().uri());

    @AfterEach
    void close() {
        relay.close();
        world.close();
    }

    private IndexWorld.Index index(Duration pollInterval, URI rpc) {
        return world.index(world.config(pollInterval, IndexerConfig.DEFAULT_RPC_TIMEOUT, rpc));
    }

    @Test
    void newBlock_isIndexedAtOnce_whenTheHeadIsLookedAtOnceAnHour() {
        try (var index = index(RARELY, relay.uri()).start().awaitHead()) {
            for (int i = 1; i <= 3; i++) {
                world.miner(i, 20_000);
                index.awaitHead();
            }
            assertThat(relay.webSockets()).isEqualTo(1);
        }
    }

    @Test
    void addressOfAWebSocket_servesCallsToo() {
        URI webSocket = URI.create("ws://127.0.0.1:" + relay.uri().getPort());
        try (var index = index(RARELY, webSocket).start().awaitHead()) {
            world.miner(1, 20_000);
            index.awaitHead();
        }
    }

    @Test
    void index_goesOn_whenTheSubscriptionIsLost_andSubscribesAgain() {
        try (var index = index(OFTEN, relay.uri()).start().awaitHead()) {
            awaitTrue(() -> relay.webSockets() == 1);
            relay.refuseWebSockets(true);
            relay.cutWebSockets();
            awaitTrue(() -> relay.webSockets() == 0);
            world.miner(1, 20_000);
            index.awaitHead();
            assertThat(index.status().problem()).isEmpty();

            relay.refuseWebSockets(false);
            awaitTrue(() -> relay.webSockets() == 1);
        }
    }

    @Test
    void index_goesOn_whenTheSubscriptionFallsSilent() {
        try (var index = index(OFTEN, relay.uri()).start().awaitHead()) {
            awaitTrue(() -> relay.webSockets() == 1);
            relay.silenceWebSockets(true);
            world.miner(1, 20_000);
            index.awaitHead();
            assertThat(relay.webSockets()).isEqualTo(1);
        }
    }

    private static void awaitTrue(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(condition);
    }
}
