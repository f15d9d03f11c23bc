package network.cuckoo.cli.chain;

import java.math.BigInteger;
import java.util.Optional;
import network.cuckoo.domain.Wei;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.utils.Numeric;

/**
 * What a unit of gas may cost.
 *
 * @param mostPerGas the most, of which the base fee is burned
 * @param tipPerGas the part for the block's maker
 * @param oldKind whether the chain knows one gas price only (before EIP-1559); both amounts are it then
 */
public record Fees(Wei mostPerGas, Wei tipPerGas, boolean oldKind) {
    private static final int BUMP_BASIS_POINTS = 12_500; // nodes want 10 % more at least; 12.5 % of some

    /** At most twice the present base fee and the tip that the node suggests; on chains without base fees its gas price. */
    public static Fees suggestedBy(ChainAccess chain) {
        Optional<BigInteger> base = baseFee(chain);
        BigInteger price = chain.send(chain.web3j().ethGasPrice()).getGasPrice();
        if (base.isEmpty()) {
            return new Fees(new Wei(price), new Wei(price), true);
        }
        BigInteger tip = tip(chain).orElseGet(() -> price.subtract(base.get()).max(BigInteger.ONE));
        BigInteger most = base.get().multiply(BigInteger.TWO).add(tip);
        return new Fees(new Wei(most), new Wei(tip), false);
    }

    /** Higher by a quarter, so that every node takes a transaction in place of one with these fees. */
    Fees bumped() {
        return new Fees(higher(mostPerGas), higher(tipPerGas), oldKind);
    }

    /** The higher of both, part by part. */
    Fees atLeast(Fees other) {
        return new Fees(max(mostPerGas, other.mostPerGas), max(tipPerGas, other.tipPerGas), oldKind);
    }

    /** What so much gas costs at most. */
    public Wei most(BigInteger gas) {
        return new Wei(mostPerGas.value().multiply(gas));
    }

    private static Wei higher(Wei amount) {
        return amount.basisPoints(BUMP_BASIS_POINTS).plus(new Wei(BigInteger.ONE));
    }

    private static Wei max(Wei one, Wei other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Optional<BigInteger> baseFee(ChainAccess chain) {
        String raw = chain.send(chain.web3j().ethGetBlockByNumber(DefaultBlockParameterName.LATEST, false))
                .getBlock()
                .getBaseFeePerGasRaw();
        return Optional.ofNullable(raw).map(Numeric::decodeQuantity);
    }

    /** Empty if the node does not know the question. */
    private static Optional<BigInteger> tip(ChainAccess chain) {
        var answer = chain.ask(chain.web3j().ethMaxPriorityFeePerGas());
        return answer.hasError() ? Optional.empty() : Optional.of(answer.getMaxPriorityFeePerGas());
    }
}
