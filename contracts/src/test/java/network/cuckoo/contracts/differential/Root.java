package network.cuckoo.contracts.differential;

import java.math.BigInteger;

/** A root of payouts, built on the root of the epoch {@code standing}, 0 = none. */
record Root(Bytes32 payoutRoot, BigInteger total, long finalAt, long standing, boolean rejected) {

    static final Root NONE = new Root(Bytes32.ZERO, BigInteger.ZERO, 0, 0, false);

    boolean stands() {
        return !equals(NONE) && !rejected;
    }

    Root reject() {
        return new Root(payoutRoot, total, finalAt, standing, true);
    }
}
