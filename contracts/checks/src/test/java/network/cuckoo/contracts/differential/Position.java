package network.cuckoo.contracts.differential;

import static java.math.BigInteger.ZERO;
import static network.cuckoo.contracts.differential.Exact.ACC_SCALE;
import static network.cuckoo.contracts.differential.Exact.floor;

import java.math.BigInteger;

/** One staker's part of one pool; {@code owedWei} up to the accumulator {@code paidAcc}. */
record Position(BigInteger shares, BigInteger paidAcc, BigInteger owedWei) {

    static final Position EMPTY = new Position(ZERO, ZERO, ZERO);

    Position settle(BigInteger acc) {
        return new Position(shares, acc, owedWei.add(floor(shares, acc.subtract(paidAcc), ACC_SCALE)));
    }

    Position add(BigInteger moreShares) {
        return new Position(shares.add(moreShares), paidAcc, owedWei);
    }

    Position paid() {
        return new Position(shares, paidAcc, ZERO);
    }
}
