package network.cuckoo.benchmarks;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import network.cuckoo.db.Database;
import network.cuckoo.db.DatabaseConfig;
import network.cuckoo.indexer.Indexer;
import network.cuckoo.indexer.IndexerConfig;
import network.cuckoo.testing.StakingChain;

/** How long after the node has a block its weights are there for who asks the database. */
final class HeadLatency {
    private static final long LOOK_EVERY_NANOS = 200_000;

    private HeadLatency() {}

    /** Milliseconds at these shares of the blocks, such as 0.5 and 0.99. */
    static double[] millis(
            StakingCrowd crowd,
            StakingChain chain,
            IndexerConfig config,
            DatabaseConfig where,
            int blocks,
            double... shares) {
        var waits = new double[blocks];
        try (Database database = Database.open(where);
                var indexer = new Indexer(config, database)) {
            indexer.start();
            awaitBlock(database, chain.anvil().blockNumber());
            for (int i = 0; i < blocks; i++) {
                crowd.oneVote();
                long block = chain.anvil().blockNumber();
                long begin = System.nanoTime();
                awaitBlock(database, block);
                waits[i] = (System.nanoTime() - begin) / 1e6;
            }
        }
        Arrays.sort(waits);
        return Arrays.stream(shares)
                .map(share -> waits[(int) Math.min(blocks - 1, Math.floor(share * blocks))])
                .toArray();
    }

    private static void awaitBlock(Database database, long block) {
        while (database.read()
                        .fetchSingle("SELECT coalesce(max(block_number), 0) FROM index_cursor")
                        .get(0, Long.class)
                < block) {
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }
}
