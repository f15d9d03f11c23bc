package network.cuckoo.contracts.differential;

import static java.math.BigInteger.ZERO;

import java.math.BigInteger;

/** A coordinator's escrow in wei; {@code requested} may be taken from {@code readyAt}, 0 = nothing requested. */
record Escrow(BigInteger deposited, BigInteger withdrawn, BigInteger requested, long readyAt) {

    static final Escrow EMPTY = new Escrow(ZERO, ZERO, ZERO, 0);

    /** What came in and was not taken back, whether or not paid on leaves. */
    BigInteger held() {
        return deposited.subtract(withdrawn);
    }

    Escrow deposit(BigInteger amount) {
        return new Escrow(deposited.add(amount), withdrawn, requested, readyAt);
    }

    Escrow request(BigInteger amount, long at) {
        return new Escrow(deposited, withdrawn, amount, amount.signum() == 0 ? 0 : at);
    }

    Escrow withdraw(BigInteger amount) {
        return new Escrow(deposited, withdrawn.add(amount), ZERO, 0);
    }
}
