package network.cuckoo.domain.sign;

import java.math.BigInteger;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.CandidateKind;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.hash.AbiEncoder;
import network.cuckoo.domain.hash.Keccak256;

/**
 * A node's consent to be registered by an owner, signed with the node's key and checked by the staking contract.
 *
 * @param nonce the contract's count of consents used by this node
 * @param deadlineSeconds the last block time, in Unix seconds, at which the consent may be used
 */
public record NodeConsent(
        OwnerAddress owner, NodeAddress node, CandidateKind kind, BigInteger nonce, BigInteger deadlineSeconds) {
    private static final Hash32 TYPE =
            Keccak256.hash("NodeConsent(address owner,address node,uint8 kind,uint256 nonce,uint256 deadline)");

    /** The EIP-712 digest that the node's key signs. */
    public Hash32 digest(ChainId chainId, Address stakingContract) {
        return Eip712Domain.staking(chainId, stakingContract).digest(structHash());
    }

    private Hash32 structHash() {
        return new AbiEncoder()
                .bytes32(TYPE)
                .address(owner.address())
                .address(node.address())
                .uint(kind.number())
                .uint(nonce)
                .uint(deadlineSeconds)
                .keccak();
    }
}
