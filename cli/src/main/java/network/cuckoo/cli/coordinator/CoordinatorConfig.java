package network.cuckoo.cli.coordinator;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.cli.chain.NodeUrls;
import network.cuckoo.db.DatabaseConfig;
import network.cuckoo.db.Secret;
import network.cuckoo.domain.ledger.PriceSplit;
import network.cuckoo.keys.NodeKey;
import network.cuckoo.scheduler.ModelOffer;

/**
 * All that a coordinator node is told at its start.
 *
 * @param database empty: a Postgres of its own under {@code data}
 * @param nodes the chain's
 * @param key the node's; its address is registered on chain
 * @param secrets file with the hash chain
 * @param replaceTip whether another hash chain on chain may give way to this one
 * @param confirmations blocks above a block before an epoch may begin with it
 * @param listen where it listens, and how nodes and apps reach it
 */
public record CoordinatorConfig(
        Path data,
        Optional<DatabaseConfig> database,
        NodeUrls nodes,
        NetworkContracts contracts,
        NodeKey key,
        Path secrets,
        boolean replaceTip,
        long epochSeconds,
        int confirmations,
        List<ModelOffer> offers,
        PriceSplit split,
        Listen listen,
        Secret adminPassword) {
    public static final long LONGEST_EPOCH_SECONDS = 86_400;
    private static final int MOST_CONFIRMATIONS = 1_000;

    public CoordinatorConfig {
        offers = List.copyOf(offers);
        if (epochSeconds < 1 || epochSeconds > LONGEST_EPOCH_SECONDS) {
            throw new IllegalArgumentException(
                    "epoch-seconds must be 1 to " + LONGEST_EPOCH_SECONDS + ", not " + epochSeconds);
        }
        if (confirmations < 0 || confirmations > MOST_CONFIRMATIONS) {
            throw new IllegalArgumentException(
                    "confirmations must be 0 to " + MOST_CONFIRMATIONS + ", not " + confirmations);
        }
    }

    /**
     * Where the node listens.
     *
     * @param port of the public API; 0 takes a free one
     * @param adminPort of the admin listener; 0 takes a free one
     * @param publicUrl how others reach the public API: what miners' logins name
     */
    public record Listen(String host, int port, String adminHost, int adminPort, URI publicUrl) {
        public Listen {
            if (publicUrl.getHost() == null) {
                throw new IllegalArgumentException(
                        "public-url must be an address such as https://cuckoo.example, not " + publicUrl);
            }
        }

        /** What login messages name: host and, where it is given, port. */
        public String loginDomain() {
            return publicUrl.getRawAuthority();
        }
    }
}
