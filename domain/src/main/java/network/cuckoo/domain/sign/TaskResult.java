package network.cuckoo.domain.sign;

import java.nio.ByteBuffer;
import java.util.UUID;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.Fence;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.hash.AbiEncoder;
import network.cuckoo.domain.hash.Keccak256;

/**
 * What a miner signs with its result: the evidence for payment and slashing.
 *
 * @param coordinator the coordinator's node address
 * @param outputHash SHA-256 of the output's bytes
 */
public record TaskResult(
        NodeAddress coordinator,
        TaskId task,
        LeaseId lease,
        Fence fence,
        Hash32 requestHash,
        Hash32 modelHash,
        Hash32 outputHash) {
    private static final Hash32 TYPE =
            Keccak256.hash("TaskResult(address coordinator,bytes32 task,bytes32 lease,uint64 fence,"
                    + "bytes32 requestHash,bytes32 modelHash,bytes32 outputHash)");

    /** The EIP-712 digest that the miner's node key signs. */
    public Hash32 digest(ChainId chainId, Address stakingContract) {
        return Eip712Domain.network(chainId, stakingContract).digest(structHash());
    }

    private Hash32 structHash() {
        return new AbiEncoder()
                .bytes32(TYPE)
                .address(coordinator.address())
                .bytes32(bytes32(task.value()))
                .bytes32(bytes32(lease.value()))
                .uint(fence.value())
                .bytes32(requestHash)
                .bytes32(modelHash)
                .bytes32(outputHash)
                .keccak();
    }

    /** A UUID as a word: 16 zero bytes, then its 16. */
    static Hash32 bytes32(UUID id) {
        return Hash32.of(ByteBuffer.allocate(32)
                .putLong(16, id.getMostSignificantBits())
                .putLong(24, id.getLeastSignificantBits())
                .array());
    }
}
