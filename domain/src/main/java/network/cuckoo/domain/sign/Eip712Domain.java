package network.cuckoo.domain.sign;

import java.nio.ByteBuffer;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.hash.AbiEncoder;
import network.cuckoo.domain.hash.Keccak256;

/** What binds a typed signature to one application, chain and contract (EIP-712). */
public record Eip712Domain(String name, String version, ChainId chainId, Address verifyingContract) {
    private static final Hash32 TYPE =
            Keccak256.hash("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");

    /** The domain of the staking contract's own messages: {@code CuckooStaking}, version 1. */
    public static Eip712Domain staking(ChainId chainId, Address stakingContract) {
        return new Eip712Domain("CuckooStaking", "1", chainId, stakingContract);
    }

    /** The domain of messages between nodes: {@code Cuckoo}, version 1, tied to the staking contract. */
    public static Eip712Domain network(ChainId chainId, Address stakingContract) {
        return new Eip712Domain("Cuckoo", "1", chainId, stakingContract);
    }

    /** The domain separator. */
    public Hash32 separator() {
        return new AbiEncoder()
                .bytes32(TYPE)
                .bytes32(Keccak256.hash(name))
                .bytes32(Keccak256.hash(version))
                .uint(chainId.value())
                .address(verifyingContract)
                .keccak();
    }

    /** The digest to sign over a struct's hash: {@code keccak256(0x19 ‖ 0x01 ‖ separator ‖ structHash)}. */
    public Hash32 digest(Hash32 structHash) {
        var bytes = ByteBuffer.allocate(66)
                .put((byte) 0x19)
                .put((byte) 0x01)
                .put(separator().bytes())
                .put(structHash.bytes());
        return Keccak256.hash(bytes.array());
    }
}
