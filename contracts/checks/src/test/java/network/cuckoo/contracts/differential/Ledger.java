package network.cuckoo.contracts.differential;

import static java.math.BigInteger.ZERO;

import java.math.BigInteger;
import java.util.TreeMap;
import java.util.function.Function;

/** One coordinator's side of the settlement: its chain of secrets, its roots by epoch, its escrow. */
record Ledger(Bytes32 tip, long tipEpoch, Reveal lastReveal, Escrow escrow, TreeMap<Long, Root> roots) {

    static Ledger empty() {
        return new Ledger(Bytes32.ZERO, 0, Reveal.NONE, Escrow.EMPTY, new TreeMap<>());
    }

    Ledger copy() {
        return new Ledger(tip, tipEpoch, lastReveal, escrow, new TreeMap<>(roots));
    }

    Ledger withTip(Bytes32 newTip, long epoch) {
        return new Ledger(newTip, epoch, new Reveal(newTip, epoch - 1), escrow, roots);
    }

    Ledger withEscrow(Escrow changed) {
        return new Ledger(tip, tipEpoch, lastReveal, changed, roots);
    }

    Ledger withReveal(Reveal reveal) {
        return new Ledger(tip, tipEpoch, reveal, escrow, roots);
    }

    Root root(long epoch) {
        return roots.getOrDefault(epoch, Root.NONE);
    }

    /** What is set aside for roots that were not rejected, paid or not (wei). */
    BigInteger committed() {
        return sum(Root::amountWei);
    }

    /** What was paid on leaves (wei). */
    BigInteger claimed() {
        return sum(Root::claimedWei);
    }

    private BigInteger sum(Function<Root, BigInteger> part) {
        return roots.values().stream().filter(Root::stands).map(part).reduce(ZERO, BigInteger::add);
    }

    BigInteger uncommitted() {
        return escrow.held().subtract(committed());
    }

    long lastPosted() {
        return roots.isEmpty() ? 0 : roots.lastKey();
    }

    /** What must hold after any call: each root pays of its own amount only, and all amounts are there. */
    void check() {
        var overdrawn = roots.values().stream().anyMatch(root -> root.leftWei().signum() < 0);
        var rejectedButPaid = roots.values().stream()
                .anyMatch(root -> root.rejected() && root.claimedWei().signum() > 0);
        if (overdrawn || rejectedButPaid || uncommitted().signum() < 0) {
            throw new IllegalStateException("the ledger breaks an invariant: " + this);
        }
    }
}
