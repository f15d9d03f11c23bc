package network.cuckoo.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.indexer.chain.RpcUrl;
import network.cuckoo.indexer.store.CursorStore;
import network.cuckoo.indexer.store.EpochStore;
import network.cuckoo.indexer.store.HolderStore;
import network.cuckoo.indexer.store.IndexWriter;
import network.cuckoo.testing.FaultyRpc;
import network.cuckoo.testing.RpcFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which node is read when, by a clock that the test turns. */
class EndpointsTest {
    private final IndexWorld world = new IndexWorld();
    private final FaultyRpc first = FaultyRpc.to(world.chain.anvil().uri());
    private final FaultyRpc second = FaultyRpc.to(world.chain.anvil().uri());
    private final IndexWorld.Index index = world.index();
    private final AtomicLong now = new AtomicLong();

    @AfterEach
    void close() {
        index.close();
        first.close();
        second.close();
        world.close();
    }

    @Test
    void rateLimit_isWaitedOut_forAsLongAsTheNodeSays() {
        first.retryAfter("7");
        first.spoiling(RpcFault.RATE_LIMIT, "eth_chainId");
        try (var alone = endpoints(first)) {
            alone.check();
            assertThat(alone.problem()).isEqualTo(place(first) + ": the node answers HTTP 429");
            assertThat(alone.choose()).isEmpty();
            assertThat(alone.untilNext()).isEqualTo(Duration.ofSeconds(7));
            now.addAndGet(Duration.ofSeconds(7).toNanos());
            assertThat(alone.choose()).isPresent();
        }
    }

    @Test
    void another_isReadMeanwhile_andWhatIsWrongIsToldOfEach() {
        first.retryAfter("7");
        first.spoiling(RpcFault.RATE_LIMIT, "eth_chainId");
        try (var both = endpoints(first, second)) {
            both.check();
            assertThat(both.isAnyWell()).isTrue();
            assertThat(both.choose()).map(Endpoint::toString).contains(place(second));

            second.spoiling(RpcFault.OTHER_CHAIN, "eth_chainId");
            both.check();
            assertThat(both.isAnyWell()).isFalse();
            assertThat(both.problem())
                    .startsWith(
                            place(first) + ": the node answers HTTP 429; " + place(second) + ": the node's chain has");
            first.spoiling(RpcFault.OTHER_CHAIN, "eth_chainId");
            assertThatThrownBy(both::check).isInstanceOf(IndexerRefusal.class);
        }
    }

    @Test
    void nodeThatStandsStill_makesRoomForTheNext_andOneThatMovesDoesNot() {
        try (var both = endpoints(first, second);
                var alone = endpoints(first)) {
            Endpoint read = both.choose().orElseThrow();
            both.worked(read, new BlockNumber(7));
            now.addAndGet(Endpoints.LONGEST_STANDSTILL.toNanos() - 1);
            both.worked(read, new BlockNumber(7));
            assertThat(both.choose()).contains(read);
            both.worked(read, new BlockNumber(8));
            now.addAndGet(Endpoints.LONGEST_STANDSTILL.toNanos() - 1);
            both.worked(read, new BlockNumber(8));
            assertThat(both.choose()).contains(read);

            now.addAndGet(1);
            both.worked(read, new BlockNumber(8));

            Endpoint next = both.choose().orElseThrow();
            assertThat(next.toString()).isEqualTo(place(second));
            both.worked(next, new BlockNumber(9));
            now.addAndGet(Duration.ofSeconds(1).toNanos());
            assertThat(both.choose())
                    .as("the first is preferred, once it has rested")
                    .contains(read);
            both.fellBehind(read, new BlockNumber(8));
            assertThat(both.choose()).contains(next);

            Endpoint only = alone.choose().orElseThrow();
            alone.worked(only, new BlockNumber(7));
            now.addAndGet(2 * Endpoints.LONGEST_STANDSTILL.toNanos());
            alone.worked(only, new BlockNumber(7));
            assertThat(alone.choose()).contains(only);
        }
    }

    private Endpoints endpoints(FaultyRpc... nodes) {
        IndexerConfig config = world.config(world.chain.anvil().uri());
        var subject =
                new CursorStore.Subject(config.chainId(), config.staking(), config.settlement(), config.startBlock());
        var epochs = new EpochStore(config.coordinatorNode(), config.epochPeriod(), config.confirmations());
        var writer = new IndexWriter(
                index.database,
                new CursorStore(subject),
                new HolderStore(config.chainId(), UUID.randomUUID(), "test"),
                epochs);
        List<Endpoint> all = List.of(nodes).stream()
                .map(node -> new Endpoint(
                        RpcUrl.of(node.uri()), config, writer, epochs::firstTimeOfInterest, () -> {}, head -> {}))
                .toList();
        return new Endpoints(all, Duration.ofSeconds(1), now::get);
    }

    private static String place(FaultyRpc node) {
        return "127.0.0.1:" + node.uri().getPort();
    }
}
