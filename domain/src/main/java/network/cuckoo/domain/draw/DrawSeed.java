package network.cuckoo.domain.draw;

import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.EpochNumber;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.hash.AbiEncoder;

/**
 * All that a draw's seed is made of except the epoch's secret: so this may be published while the epoch lasts.
 *
 * @param coordinator the coordinator's node address
 * @param epochRoot root of the epoch's Merkle-sum tree
 * @param blockHash hash of {@code B_e}, the block that began the epoch
 * @param attempt 1 for the task's first lease, one more for each that ended without a result
 */
public record DrawSeed(
        ChainId chainId,
        NodeAddress coordinator,
        EpochNumber epoch,
        Hash32 epochRoot,
        Hash32 blockHash,
        Hash32 requestHash,
        int attempt) {
    private static final String VERSION = "cuckoo/draw/v2";

    public DrawSeed {
        if (attempt < 1) {
            throw new IllegalArgumentException("attempts are counted from 1, not " + attempt);
        }
    }

    /**
     * The seed: {@code keccak256(abi.encode(string "cuckoo/draw/v2", uint256 chainId, address coordinator, uint64 epoch, bytes32
     * epochRoot, bytes32 blockHash, bytes32 secret, bytes32 requestHash, uint32 attempt))}.
     */
    public Hash32 value(Hash32 secret) {
        return new AbiEncoder()
                .string(VERSION)
                .uint(chainId.value())
                .address(coordinator.address())
                .uint(epoch.value())
                .bytes32(epochRoot)
                .bytes32(blockHash)
                .bytes32(secret)
                .bytes32(requestHash)
                .uint(attempt)
                .keccak();
    }
}
