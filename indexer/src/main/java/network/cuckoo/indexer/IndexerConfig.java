package network.cuckoo.indexer;

import java.net.URI;
import java.time.Duration;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.NodeAddress;

/**
 * What is indexed, and how.
 *
 * @param rpcUrl the chain's node, HTTP JSON-RPC; may carry a provider's key, so it is never logged whole
 * @param startBlock the first block that is read: that of the contracts' deployment, or an earlier one
 * @param confirmations how many blocks must be above the block that an epoch begins at
 * @param coordinatorNode the node key whose owner's tips make epochs
 * @param epochPeriod whole seconds
 * @param pollInterval how often the head is looked at
 * @param maxRange most blocks read at a time
 */
public record IndexerConfig(
        URI rpcUrl,
        ChainId chainId,
        Address staking,
        Address settlement,
        BlockNumber startBlock,
        int confirmations,
        NodeAddress coordinatorNode,
        Duration epochPeriod,
        Duration pollInterval,
        int maxRange) {
    /** How often the head is looked at where nothing else is said. */
    public static final Duration DEFAULT_POLL_INTERVAL = Duration.ofMillis(500);

    /** Most blocks read at a time where nothing else is said. */
    public static final int DEFAULT_MAX_RANGE = 1_000;

    public IndexerConfig {
        if (!"http".equals(rpcUrl.getScheme()) && !"https".equals(rpcUrl.getScheme())) {
            throw new IllegalArgumentException("the chain's RPC must be an http(s) address, not " + rpcUrl.getScheme());
        }
        if (confirmations < 0) {
            throw new IllegalArgumentException("confirmations are negative: " + confirmations);
        }
        if (epochPeriod.toSeconds() < 1 || epochPeriod.toNanosPart() != 0) {
            throw new IllegalArgumentException("an epoch's period must be whole seconds, at least 1: " + epochPeriod);
        }
        if (!pollInterval.isPositive()) {
            throw new IllegalArgumentException("the poll interval must be positive: " + pollInterval);
        }
        if (maxRange < 1) {
            throw new IllegalArgumentException("maxRange must be at least 1, not " + maxRange);
        }
    }

    /** With the default poll interval and range. */
    public static IndexerConfig of(
            URI rpcUrl,
            ChainId chainId,
            Address staking,
            Address settlement,
            BlockNumber startBlock,
            int confirmations,
            NodeAddress coordinatorNode,
            Duration epochPeriod) {
        return new IndexerConfig(
                rpcUrl,
                chainId,
                staking,
                settlement,
                startBlock,
                confirmations,
                coordinatorNode,
                epochPeriod,
                DEFAULT_POLL_INTERVAL,
                DEFAULT_MAX_RANGE);
    }
}
