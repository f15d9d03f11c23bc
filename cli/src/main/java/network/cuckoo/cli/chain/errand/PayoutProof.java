package network.cuckoo.cli.chain.errand;

import java.math.BigInteger;
import java.util.List;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.Wei;

/**
 * Shows that a coordinator's root of an epoch promises an account something.
 *
 * @param amount what this leaf pays, once
 * @param toPool whether it goes to the account's pool as rewards instead of to the account
 * @param proof the siblings' hashes from the leaf to the root (OpenZeppelin's MerkleProof)
 */
public record PayoutProof(
        Address coordinator, BigInteger epoch, Address account, Wei amount, boolean toPool, List<Hash32> proof) {
    public PayoutProof {
        proof = List.copyOf(proof);
    }
}
