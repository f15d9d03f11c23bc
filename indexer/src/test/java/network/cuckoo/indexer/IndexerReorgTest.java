package network.cuckoo.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import network.cuckoo.indexer.audit.ContractComparison;
import network.cuckoo.indexer.chain.ContractViews;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** After any reorganisation the state is that of a fresh reading of the chain, and that of the contracts. */
class IndexerReorgTest {
    private static final int ROUNDS = 8;
    private static final int DEEPEST = 64; // deeper ones the chain itself calls impossible
    private static final long MANY_SEEDS = 40;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void state_equalsAReplay_afterReorganisationsOfAnyDepth(long seed) {
        replaceRandomParts(seed);
    }

    @Tag("deep")
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("manySeeds")
    void state_equalsAReplay_overManySeeds(long seed) {
        replaceRandomParts(seed);
    }

    static LongStream manySeeds() {
        return LongStream.rangeClosed(100, 100 + MANY_SEEDS);
    }

    private static void replaceRandomParts(long seed) {
        var random = new Random(seed);
        try (var world = new IndexWorld().withCoordinator()) {
            var anvil = world.chain.anvil();
            // The coordinator's registration stays; what comes after may be replaced, registrations too.
            long settled = anvil.blockNumber();
            var moves = new ChainMoves(world, random, 3);
            try (var index = world.index().start().awaitHead()) {
                for (int round = 0; round < ROUNDS; round++) {
                    moves.make(1 + random.nextInt(8));
                    anvil.mine(1 + random.nextInt(30));
                    index.awaitHead();
                    int depth = 1 + random.nextInt((int) Math.min(DEEPEST, anvil.blockNumber() - settled));
                    if (random.nextInt(4) == 0) {
                        anvil.rollback(depth);
                        moves.make(1);
                        anvil.mine(depth);
                    } else {
                        anvil.reorg(depth);
                    }
                    if (random.nextBoolean()) {
                        moves.make(1 + random.nextInt(3));
                    }
                    index.awaitHead().requireReplayed();
                    requireTheContracts(world, index);
                    try (var replay = world.index().start().awaitHead()) {
                        assertThat(index.state())
                                .as("seed %d, round %d, depth %d", seed, round, depth)
                                .isEqualTo(replay.state());
                    }
                }
                assertThat(index.count("SELECT count(*) FROM block WHERE NOT canonical"))
                        .isPositive();
                assertThat(index.count("SELECT count(*) FROM staking_event WHERE NOT canonical"))
                        .isPositive();
            }
        }
    }

    private static void requireTheContracts(IndexWorld world, IndexWorld.Index index) {
        try (var views = new ContractViews(world.chain.anvil().uri(), Duration.ofSeconds(20))) {
            var report = new ContractComparison(index.database, views, rows -> {}).compare();
            assertThat(report.differences()).isEmpty();
            assertThat(report.rows()).isPositive();
        }
    }
}
