package network.cuckoo.contracts.differential;

import static network.cuckoo.contracts.differential.Exact.big;

import java.math.BigInteger;
import java.util.List;

/** One payout of an epoch; no two leaves of the same words are paid. */
record Leaf(Payee payee, long epoch, BigInteger amountWei) {

    /** The doubly hashed leaf; the chain's id and the contract are part of it. */
    Bytes32 hash(Account contract) {
        return Bytes32.keccak(Bytes32.keccak(
                Bytes32.of(SettlementModel.CHAIN_ID),
                new Bytes32(contract.address()),
                new Bytes32(payee.coordinator().address()),
                Bytes32.of(epoch),
                new Bytes32(payee.account().address()),
                new Bytes32(amountWei),
                new Bytes32(big(payee.toPool() ? 1 : 0))));
    }

    /** The root that a proof leads to, by sorted pairs. */
    static Bytes32 rootOf(Bytes32 leaf, List<Bytes32> proof) {
        var node = leaf;
        for (var sibling : proof) {
            node = parent(node, sibling);
        }
        return node;
    }

    static Bytes32 parent(Bytes32 a, Bytes32 b) {
        return a.value().compareTo(b.value()) < 0 ? Bytes32.keccak(a, b) : Bytes32.keccak(b, a);
    }
}
