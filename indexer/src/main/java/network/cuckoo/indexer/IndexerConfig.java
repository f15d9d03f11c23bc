package network.cuckoo.indexer;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.indexer.chain.RpcUrl;

/**
 * What is indexed, and how.
 *
 * @param rpcUrls the chain's nodes in the order of preference, JSON-RPC over HTTP; ws and wss stand for their http twins. They may
 *     carry providers' keys, so they are never logged whole
 * @param startBlock the first block that is read: that of the contracts' deployment, or an earlier one
 * @param confirmations how many blocks must be above the block that an epoch begins at
 * @param coordinatorNode the node key whose owner's tips make epochs
 * @param epochPeriod whole seconds
 * @param pollInterval how often the head is looked at
 * @param maxRange most blocks read at a time
 * @param rpcTimeout how long an answer may take to be there whole
 */
public record IndexerConfig(
        List<URI> rpcUrls,
        ChainId chainId,
        Address staking,
        Address settlement,
        BlockNumber startBlock,
        int confirmations,
        NodeAddress coordinatorNode,
        Duration epochPeriod,
        Duration pollInterval,
        int maxRange,
        Duration rpcTimeout) {
    /** How often the head is looked at where nothing else is said. */
    public static final Duration DEFAULT_POLL_INTERVAL = Duration.ofMillis(500);

    /** Most blocks read at a time where nothing else is said. */
    public static final int DEFAULT_MAX_RANGE = 1_000;

    /** How long an answer may take where nothing else is said. */
    public static final Duration DEFAULT_RPC_TIMEOUT = Duration.ofSeconds(20);

    public IndexerConfig {
        rpcUrls = List.copyOf(rpcUrls);
        if (rpcUrls.isEmpty()) {
            throw new IllegalArgumentException("no address of a chain's node is given");
        }
        rpcUrls.forEach(RpcUrl::of);
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
        if (!rpcTimeout.isPositive()) {
            throw new IllegalArgumentException("the RPC's timeout must be positive: " + rpcTimeout);
        }
    }

    /** With the default poll interval, range and timeout. */
    public static IndexerConfig of(
            List<URI> rpcUrls,
            ChainId chainId,
            Address staking,
            Address settlement,
            BlockNumber startBlock,
            int confirmations,
            NodeAddress coordinatorNode,
            Duration epochPeriod) {
        return new IndexerConfig(
                rpcUrls,
                chainId,
                staking,
                settlement,
                startBlock,
                confirmations,
                coordinatorNode,
                epochPeriod,
                DEFAULT_POLL_INTERVAL,
                DEFAULT_MAX_RANGE,
                DEFAULT_RPC_TIMEOUT);
    }
}
