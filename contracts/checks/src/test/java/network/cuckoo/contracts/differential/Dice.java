package network.cuckoo.contracts.differential;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.ZERO;
import static network.cuckoo.contracts.differential.Exact.big;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** All chance of a sequence, from one seed. */
final class Dice {

    private final SplittableRandom random;

    Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Both ends included. */
    long between(long least, long most) {
        return random.nextLong(least, most + 1);
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** An index, more often where the weight is larger. */
    int weighted(int... weights) {
        var total = 0;
        for (var weight : weights) {
            total += weight;
        }
        var ticket = random.nextInt(total);
        var index = 0;
        while (ticket >= weights[index]) {
            ticket -= weights[index++];
        }
        return index;
    }

    /** Evenly from 0 to {@code most}, the end included. */
    BigInteger upTo(BigInteger most) {
        return new BigInteger(most.bitLength() + 64, new Random(random.nextLong()))
                .mod(most.max(ZERO).add(ONE));
    }

    /** A part of what there is: often all of it or nearly, often few wei. */
    BigInteger partOf(BigInteger most) {
        return switch (weighted(3, 1, 1, 2, 1)) {
            case 0 -> upTo(most);
            case 1 -> most;
            case 2 -> most.subtract(ONE).max(ZERO);
            case 3 -> most.divide(big(between(2, 20)));
            default -> big(between(1, 1000)).min(most);
        };
    }
}
