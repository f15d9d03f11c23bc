package network.cuckoo.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Of several coordinators on one database one keeps the index; another takes its place. */
class IndexerHolderTest {
    @Test
    void anotherIndexer_standsBy_andTakesOver_whenTheHolderEnds() {
        try (var world = new IndexWorld().withCoordinator();
                var index = world.index().start().awaitHead();
                var other = new Indexer(world.config(world.chain.anvil().uri()), index.database)) {
            Object holder = holder(index);
            other.start();
            world.chain.anvil().mine(3);
            index.awaitHead();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> other.status().cursor().equals(index.status().cursor()));
            assertThat(holder(index)).isEqualTo(holder);

            index.stop();
            world.miner(1, 20_000);
            index.awaitHead().requireReplayed();
            assertThat(holder(index)).isNotEqualTo(holder);
        }
    }

    @Test
    void aSilentHoldersPlace_isTaken() {
        try (var world = new IndexWorld().withCoordinator();
                var index = world.index().start().awaitHead()) {
            index.stop();
            // What a process leaves that was killed or hangs: its row, and no beat any more.
            index.database
                    .read()
                    .execute("INSERT INTO index_holder VALUES (31337, gen_random_uuid(), 'a process that was killed', "
                            + "clock_timestamp(), clock_timestamp())");
            world.miner(1, 20_000);
            index.restart();
            index.awaitHead().requireReplayed();
            assertThat(index.rows("SELECT process FROM index_holder").getValues(0, String.class))
                    .singleElement()
                    .asString()
                    .startsWith("process " + ProcessHandle.current().pid());
        }
    }

    private static Object holder(IndexWorld.Index index) {
        return index.rows("SELECT holder_id FROM index_holder").getFirst().get(0);
    }
}
