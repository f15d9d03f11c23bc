package network.cuckoo.contracts.differential;

import static java.math.BigInteger.ZERO;
import static network.cuckoo.contracts.differential.Exact.ACC_SCALE;
import static network.cuckoo.contracts.differential.Exact.big;
import static network.cuckoo.contracts.differential.Exact.ceil;
import static network.cuckoo.contracts.differential.Exact.floor;
import static network.cuckoo.contracts.differential.Exact.part;

import java.math.BigInteger;

/** One candidate's pool and its exchange rate (CONTRACTS.md, "A pool"); {@code acc} in wei · 10²⁷ per active share. */
record Pool(
        BigInteger tokens,
        BigInteger shares,
        BigInteger coolingShares,
        BigInteger acc,
        BigInteger pot,
        long dripAt,
        long frozenUntil,
        boolean closed) {

    static final Pool EMPTY = new Pool(ZERO, ZERO, ZERO, ZERO, ZERO, 0, 0, false);
    private static final BigInteger CLOSING_RATE = BigInteger.TEN.pow(6);

    BigInteger active() {
        return shares.subtract(coolingShares);
    }

    BigInteger value(BigInteger someShares) {
        return shares.signum() == 0 ? ZERO : floor(someShares, tokens, shares);
    }

    BigInteger weight() {
        return value(active());
    }

    BigInteger sharesFor(BigInteger amount) {
        return shares.signum() == 0 ? amount : floor(amount, shares, tokens);
    }

    Pool vote(BigInteger amount) {
        return with(tokens.add(amount), shares.add(sharesFor(amount)), coolingShares);
    }

    Pool unvote(BigInteger someShares) {
        return with(tokens, shares, coolingShares.add(someShares));
    }

    Pool withdraw(BigInteger someShares) {
        return with(
                tokens.subtract(value(someShares)), shares.subtract(someShares), coolingShares.subtract(someShares));
    }

    BigInteger cut(int bps) {
        return part(tokens, bps);
    }

    Pool slash(int bps) {
        var left = tokens.subtract(cut(bps));
        var ruined = left.multiply(CLOSING_RATE).compareTo(shares) < 0;
        return new Pool(left, shares, coolingShares, acc, pot, dripAt, frozenUntil, closed || ruined);
    }

    /** What drips until now; the difference of the pots is what became unclaimed. */
    Pool drip(long now, long period) {
        if (active().signum() == 0 || pot.signum() == 0) {
            return dripped(acc, pot, now);
        }
        var released = floor(pot, big(Math.min(now - dripAt, period)), big(period));
        var increase = floor(released, ACC_SCALE, active());
        var used = ceil(increase, active(), ACC_SCALE);
        return dripped(acc.add(increase), pot.subtract(used), now);
    }

    Pool fund(BigInteger amount) {
        return dripped(acc, pot.add(amount), dripAt);
    }

    Pool freeze(long until) {
        return new Pool(tokens, shares, coolingShares, acc, pot, dripAt, Math.max(frozenUntil, until), closed);
    }

    boolean isFrozen(long now) {
        return now < frozenUntil;
    }

    private Pool with(BigInteger newTokens, BigInteger newShares, BigInteger newCooling) {
        return new Pool(newTokens, newShares, newCooling, acc, pot, dripAt, frozenUntil, closed);
    }

    private Pool dripped(BigInteger newAcc, BigInteger newPot, long at) {
        return new Pool(tokens, shares, coolingShares, newAcc, newPot, at, frozenUntil, closed);
    }
}
