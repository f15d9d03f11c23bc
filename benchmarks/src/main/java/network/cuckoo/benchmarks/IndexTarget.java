package network.cuckoo.benchmarks;

import java.net.URI;
import network.cuckoo.db.DatabaseConfig;
import network.cuckoo.db.Secret;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.BlockNumber;
import picocli.CommandLine.Option;

/** What a process that is measured reads and where it writes. */
final class IndexTarget {
    @Option(names = "--node", required = true)
    private URI node = URI.create("");

    @Option(names = "--staking", required = true)
    private String staking = "";

    @Option(names = "--settlement", required = true)
    private String settlement = "";

    @Option(names = "--head", required = true)
    private long head;

    @Option(names = "--database", required = true)
    private String database = "";

    @Option(names = "--user", required = true)
    private String user = "";

    URI node() {
        return node;
    }

    Address staking() {
        return Address.parse(staking);
    }

    Address settlement() {
        return Address.parse(settlement);
    }

    BlockNumber head() {
        return new BlockNumber(head);
    }

    /** The password comes by the environment. */
    DatabaseConfig database() {
        return new DatabaseConfig(database, user, new Secret(System.getenv("BENCHMARK_PASSWORD")), 4);
    }
}
