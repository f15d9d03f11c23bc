package network.cuckoo.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import network.cuckoo.db.DatabaseOutage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Killed in the middle of anything, an index goes on where it was: nothing twice, nothing missing. */
class IndexerKillTest {
    private static final int KILLS = 4;
    private static final long MANY_SEEDS = 20;

    @Test
    void index_isThatOfADirectReading_afterItsProcessWasKilled() {
        killAgainAndAgain(1);
    }

    @Tag("deep")
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("manySeeds")
    void index_isThatOfADirectReading_overManySeeds(long seed) {
        killAgainAndAgain(seed);
    }

    static LongStream manySeeds() {
        return LongStream.rangeClosed(2, MANY_SEEDS);
    }

    private static void killAgainAndAgain(long seed) {
        var random = new Random(seed);
        try (var world = new IndexWorld().withCoordinator();
                var index = world.index()) {
            var moves = new ChainMoves(world, random, 2);
            moves.make(20);
            for (int kill = 0; kill < KILLS; kill++) {
                Process process = IndexerProcess.start(world, index.postgres);
                try {
                    // Half of them while it catches up, half at the head, after so many commits of its own.
                    long until = cursor(index) + 1 + random.nextInt(20);
                    if (kill % 2 == 1) {
                        moves.make(4);
                    }
                    long head = world.chain.anvil().blockNumber();
                    await().atMost(Duration.ofSeconds(60))
                            .pollInterval(Duration.ofMillis(2))
                            .ignoreExceptionsMatching(DatabaseOutage::isBehind)
                            .until(() -> cursor(index) >= Math.min(until, head));
                } finally {
                    process.destroyForcibly();
                }
                process.onExit().join();
                // What a killed process leaves is not another one's to wait for: a dead holder's place is taken.
                index.requireReplayed();
                moves.make(3);
            }
            index.start().awaitHead().requireReplayed();
            try (var direct = world.index().start().awaitHead()) {
                assertThat(index.state()).as("seed %d", seed).isEqualTo(direct.state());
            }
        }
    }

    private static long cursor(IndexWorld.Index index) {
        return index.count("SELECT coalesce(max(block_number), 0) FROM index_cursor");
    }
}
