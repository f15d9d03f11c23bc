package network.cuckoo.contracts.differential;

import static network.cuckoo.contracts.differential.Exact.big;

import java.math.BigInteger;
import java.util.List;

/** One payout in a coordinator's root; {@code cumulativeWei} counts all payments on it. */
record Leaf(Account coordinator, long epoch, Account account, BigInteger cumulativeWei, boolean toPool) {

    /** The doubly hashed leaf; the chain's id and the contract are part of it. */
    Bytes32 hash(long chainId, Account contract) {
        return Bytes32.keccak(Bytes32.keccak(
                Bytes32.of(chainId),
                new Bytes32(contract.address()),
                new Bytes32(coordinator.address()),
                Bytes32.of(epoch),
                new Bytes32(account.address()),
                new Bytes32(cumulativeWei),
                new Bytes32(toPool ? BigInteger.ONE : big(0))));
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
