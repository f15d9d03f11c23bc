package network.cuckoo.scheduler.rounds;

import network.cuckoo.domain.EpochNumber;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.PackedAddresses;
import network.cuckoo.domain.draw.EpochSnapshot;

/**
 * The epoch that draws are made in.
 *
 * @param id its row
 * @param tip of the hash chain in force, set in {@code tipEpoch}
 * @param owners of the miners with weight, each at its miner's place
 */
record CurrentEpoch(
        long id,
        EpochNumber number,
        Hash32 blockHash,
        Hash32 tip,
        EpochNumber tipEpoch,
        EpochSnapshot weights,
        PackedAddresses owners) {
    CurrentEpoch {
        if (owners.size() != weights.size()) {
            throw new IllegalStateException(
                    "epoch " + number + " has " + weights.size() + " miners and " + owners.size() + " owners");
        }
    }

    /**
     * Who owns the miner.
     *
     * @throws IllegalStateException if it has no weight in this epoch
     */
    OwnerAddress ownerOf(NodeAddress miner) {
        int index = weights.indexOf(miner);
        if (index < 0) {
            throw new IllegalStateException("epoch " + number + " names no owner of " + miner);
        }
        return new OwnerAddress(owners.get(index));
    }
}
