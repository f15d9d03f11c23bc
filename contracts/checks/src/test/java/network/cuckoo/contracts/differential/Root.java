package network.cuckoo.contracts.differential;

import java.math.BigInteger;

/** A root of payouts with what was set aside for it and paid of that, in wei; final from {@code finalAt}, Unix seconds. */
record Root(Bytes32 payoutRoot, BigInteger amountWei, BigInteger claimedWei, long finalAt, boolean rejected) {

    static final Root NONE = new Root(Bytes32.ZERO, BigInteger.ZERO, BigInteger.ZERO, 0, false);

    /** Posted and not rejected. */
    boolean stands() {
        return !equals(NONE) && !rejected;
    }

    boolean isFinal(long now) {
        return now >= finalAt;
    }

    BigInteger leftWei() {
        return amountWei.subtract(claimedWei);
    }

    Root reject() {
        return new Root(payoutRoot, amountWei, claimedWei, finalAt, true);
    }

    Root pay(BigInteger wei) {
        return new Root(payoutRoot, amountWei, claimedWei.add(wei), finalAt, rejected);
    }
}
