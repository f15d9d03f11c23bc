package network.cuckoo.indexer;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import network.cuckoo.db.Database;
import network.cuckoo.db.DatabaseConfig;
import network.cuckoo.db.Secret;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.testing.Anvil;
import network.cuckoo.testing.TestPostgres;

/** An indexer in a process of its own, to be killed. */
final class IndexerProcess {
    private IndexerProcess() {}

    /** Arguments: node, staking, settlement, coordinator's node, database, user, password. Runs until it is killed. */
    public static void main(String[] arguments) throws InterruptedException {
        var config = new IndexerConfig(
                List.of(URI.create(arguments[0])),
                new ChainId(Anvil.CHAIN_ID),
                Address.parse(arguments[1]),
                Address.parse(arguments[2]),
                new BlockNumber(1),
                IndexWorld.CONFIRMATIONS,
                NodeAddress.parse(arguments[3]),
                IndexWorld.EPOCH,
                Duration.ofMillis(10),
                3, // small pieces, so that there are many moments to be killed in
                IndexerConfig.DEFAULT_RPC_TIMEOUT);
        try (Database database =
                        Database.open(new DatabaseConfig(arguments[4], arguments[5], new Secret(arguments[6]), 2));
                var indexer = new Indexer(config, database)) {
            indexer.start();
            Thread.currentThread().join();
        }
    }

    static Process start(IndexWorld world, TestPostgres postgres) {
        try {
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            IndexerProcess.class.getName(),
                            world.chain.anvil().uri().toString(),
                            world.chain.staking().hex(),
                            world.chain.settlement().hex(),
                            IndexWorld.COORDINATOR.nodeAddress().hex(),
                            postgres.jdbcUrl(),
                            postgres.user(),
                            postgres.password())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
