package network.cuckoo.domain.draw;

import java.util.List;
import java.util.Optional;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.EpochNumber;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;

/**
 * What an outsider knows of an epoch without trusting the coordinator.
 *
 * @param coordinator the coordinator's node address
 * @param weights the miners' weights after block {@code B_e}, from the chain, in any order
 * @param blockHash hash of {@code B_e}, from the chain
 * @param requestHash from the request itself
 * @param tip the tip of the coordinator's hash chain, from the chain
 * @param firstEpoch the epoch of the block that set the tip
 * @param secret the epoch's secret, once it is revealed
 */
public record DrawEvidence(
        ChainId chainId,
        NodeAddress coordinator,
        EpochNumber epoch,
        List<MinerWeight> weights,
        Hash32 blockHash,
        Hash32 requestHash,
        Hash32 tip,
        EpochNumber firstEpoch,
        Optional<Hash32> secret) {
    public DrawEvidence {
        weights = List.copyOf(weights);
    }
}
