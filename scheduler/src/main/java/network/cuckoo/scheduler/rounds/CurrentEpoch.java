package network.cuckoo.scheduler.rounds;

import java.util.Map;
import network.cuckoo.domain.EpochNumber;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.draw.EpochSnapshot;

/**
 * The epoch that draws are made in.
 *
 * @param id its row
 * @param tip of the hash chain in force, set in {@code tipEpoch}
 * @param owners of the miners with weight
 */
record CurrentEpoch(
        long id,
        EpochNumber number,
        Hash32 blockHash,
        Hash32 tip,
        EpochNumber tipEpoch,
        EpochSnapshot weights,
        Map<NodeAddress, OwnerAddress> owners) {
    CurrentEpoch {
        owners = Map.copyOf(owners);
    }
}
