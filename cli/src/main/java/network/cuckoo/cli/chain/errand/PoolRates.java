package network.cuckoo.cli.chain.errand;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import network.cuckoo.contracts.CuckooStaking;
import network.cuckoo.domain.Wei;

/** A pool's arithmetic as the contract does it (PoolMath.sol), for saying beforehand what a call will do. */
final class PoolRates {
    private final CuckooStaking.Pool pool;

    PoolRates(CuckooStaking.Pool pool) {
        this.pool = pool;
    }

    /** Shares that a deposit buys, rounded down. */
    BigInteger sharesFor(Wei amount) {
        return pool.shares.signum() == 0
                ? amount.value()
                : amount.value().multiply(pool.shares).divide(pool.tokens);
    }

    /** Wei that shares are worth, rounded down. */
    Wei valueOf(BigInteger shares) {
        return pool.shares.signum() == 0
                ? Wei.ZERO
                : new Wei(shares.multiply(pool.tokens).divide(pool.shares));
    }

    /** The fewest shares that are worth at least the amount. */
    BigInteger sharesWorth(Wei amount) {
        if (pool.tokens.signum() == 0) {
            return BigInteger.ZERO;
        }
        BigInteger[] parts = amount.value().multiply(pool.shares).divideAndRemainder(pool.tokens);
        return parts[1].signum() == 0 ? parts[0] : parts[0].add(BigInteger.ONE);
    }

    /** Wei behind the shares that are not cooling. */
    Wei active() {
        return valueOf(pool.shares.subtract(pool.coolingShares));
    }

    /** Tokens for a share with six decimals; 1 unless the pool was cut. */
    String rate() {
        return pool.shares.signum() == 0
                ? "1"
                : new BigDecimal(pool.tokens)
                        .divide(new BigDecimal(pool.shares), 6, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
