package network.cuckoo.contracts.differential;

import static java.math.BigInteger.ZERO;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** One coordinator's side of the settlement: its chain of secrets, its roots, its escrow and what was paid on leaves. */
record Ledger(
        Bytes32 tip,
        long tipEpoch,
        Reveal lastReveal,
        Escrow escrow,
        TreeMap<Long, Root> roots,
        long standing,
        Map<PaidTo, BigInteger> claimed) {

    /** Whose leaf, paid out or to its pool. */
    record PaidTo(Account account, boolean toPool) {}

    static Ledger empty() {
        return new Ledger(Bytes32.ZERO, 0, Reveal.NONE, Escrow.EMPTY, new TreeMap<>(), 0, new HashMap<>());
    }

    Ledger copy() {
        return new Ledger(tip, tipEpoch, lastReveal, escrow, new TreeMap<>(roots), standing, new HashMap<>(claimed));
    }

    Ledger withTip(Bytes32 newTip, long epoch) {
        return new Ledger(newTip, epoch, new Reveal(newTip, epoch - 1), escrow, roots, standing, claimed);
    }

    Ledger withEscrow(Escrow changed) {
        return new Ledger(tip, tipEpoch, lastReveal, changed, roots, standing, claimed);
    }

    Ledger withReveal(Reveal reveal, long newStanding) {
        return new Ledger(tip, tipEpoch, reveal, escrow, roots, newStanding, claimed);
    }

    Root root(long epoch) {
        return roots.getOrDefault(epoch, Root.NONE);
    }

    Root standingRoot() {
        return root(standing);
    }

    BigInteger claimed(Account account, boolean toPool) {
        return claimed.getOrDefault(new PaidTo(account, toPool), ZERO);
    }

    /** What no root commits: the standing root's total counts, and what was paid if that is more. */
    BigInteger uncommitted() {
        return escrow.held()
                .subtract(standingRoot().total().max(escrow.claimed()))
                .max(ZERO);
    }

    long lastPosted() {
        return roots.isEmpty() ? 0 : roots.lastKey();
    }
}
