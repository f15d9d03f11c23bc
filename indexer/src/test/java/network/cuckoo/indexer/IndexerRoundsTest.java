package network.cuckoo.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;
import network.cuckoo.testing.Anvil;
import network.cuckoo.testing.FaultyRpc;
import network.cuckoo.testing.RpcFault;
import network.cuckoo.testing.StakingChain;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Once a node's faults stop, the index is what a node without faults would have made of it. Now and then another node answers at the
 * same address, which has another fork.
 */
class IndexerRoundsTest {
    private static final int FAULTS = 20;
    private static final int ONE_IN = 8;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {2, 3})
    void state_isThatOfADirectReading_afterFaultsByLot(long seed) {
        run(seed);
    }

    @Tag("deep")
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("manySeeds")
    void state_isThatOfADirectReading_afterFaultsByLot_manyTimes(long seed) {
        run(seed);
    }

    static LongStream manySeeds() {
        return LongStream.concat(LongStream.of(1), LongStream.rangeClosed(4, 30));
    }

    private static void run(long seed) {
        var random = new Random(seed);
        try (var world = new IndexWorld(IndexWorld.NEVER_FINAL).withCoordinator();
                var fork = world.fork();
                var node = FaultyRpc.to(world.chain.anvil().uri());
                var index = world.index(world.config(Duration.ofMillis(10), Duration.ofMillis(300), node.uri()))) {
            List<OwnerAddress> miners = new ArrayList<>();
            miners.add(world.miner(1, 20_000));
            node.spoiling(RpcFault.drawn(seed, ONE_IN));
            index.start();
            while (node.made() < FAULTS) {
                if (random.nextInt(3) == 0) {
                    fork.mine(1 + random.nextInt(3));
                    node.switchTo(fork.uri());
                } else {
                    node.switchTo(world.chain.anvil().uri());
                }
                grow(world, miners, random);
                int made = node.made();
                // Each question anew, so that there is something to spoil.
                Awaitility.await("seed " + seed + " gets on")
                        .failFast(
                                "the index does not stop",
                                () -> assertThat(index.status().stopped())
                                        .as(() -> "seed " + seed + ": " + index.status())
                                        .isFalse())
                        .atMost(Duration.ofSeconds(60))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() ->
                                node.made() > made || isAtHead(world.chain.anvil(), index) || isAtHead(fork, index));
            }
            node.heal();
            node.switchTo(world.chain.anvil().uri());
            index.awaitHead();

            try (var direct = world.index().start().awaitHead()) {
                assertThat(index.state()).as("seed %d", seed).isEqualTo(direct.state());
            }
        }
    }

    private static boolean isAtHead(Anvil chain, IndexWorld.Index index) {
        return index.status()
                .cursor()
                .filter(at -> at.value() == chain.blockNumber())
                .isPresent();
    }

    private static void grow(IndexWorld world, List<OwnerAddress> miners, Random random) {
        switch (random.nextInt(4)) {
            case 0 -> miners.add(world.miner(miners.size() + 1, 20_000 + random.nextInt(1_000)));
            case 1 -> world.chain.anvil().mine(1 + random.nextInt(12));
            default ->
                world.chain.vote(
                        StakingChain.person("voter " + random.nextInt(3)),
                        miners.get(random.nextInt(miners.size())),
                        Wei.ofCai(1 + random.nextInt(5_000)));
        }
    }
}
