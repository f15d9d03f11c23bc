package network.cuckoo.contracts.differential;

import java.math.BigInteger;

/** Products and quotients of CONTRACTS.md, exact and rounded as written there. */
final class Exact {

    static final BigInteger ACC_SCALE = BigInteger.TEN.pow(27);
    private static final BigInteger BASIS = BigInteger.valueOf(10_000);

    private Exact() {}

    static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }

    /** ⌊a·b/c⌋ */
    static BigInteger floor(BigInteger a, BigInteger b, BigInteger c) {
        return a.multiply(b).divide(c);
    }

    /** ⌈a·b/c⌉ */
    static BigInteger ceil(BigInteger a, BigInteger b, BigInteger c) {
        return a.multiply(b).add(c).subtract(BigInteger.ONE).divide(c);
    }

    /** ⌊a·bps/10⁴⌋ */
    static BigInteger part(BigInteger a, int bps) {
        return floor(a, big(bps), BASIS);
    }
}
