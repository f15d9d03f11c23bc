package network.cuckoo.domain.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.hash.Keccak256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Shares of work against shares of weight, by Pearson's χ². Seeded, so it passes always or never. */
class DrawDistributionTest {
    private static final int DRAWS = 10_000;
    private static final long[] WEIGHTS = {1, 2, 3, 4, 5, 6, 7, 8};
    private static final long CAI = 1_000_000_000_000_000_000L;

    /** A way to draw, right or wrong. */
    private interface Sampler {
        NodeAddress draw(EpochSnapshot snapshot, Hash32 requestHash, Hash32 secret, Availability availability);
    }

    private static final Sampler OURS = (snapshot, requestHash, secret, availability) -> ((DrawOutcome.Drawn)
                    Draw.draw(snapshot, Worlds.inputs(snapshot, requestHash), secret, availability))
            .winner();

    @Test
    void shares_followWeight() {
        assertThat(chiSquare(OURS, WEIGHTS, Availability.ALL, 1)).isLessThan(critical(WEIGHTS.length - 1));
    }

    @Test
    void shares_followWeight_inWholeStakes() {
        long[] stakes = {2 * CAI, 4 * CAI, 8 * CAI};
        assertThat(chiSquare(OURS, stakes, Availability.ALL, 2)).isLessThan(critical(2));
    }

    @Test
    void shares_followWeightAmongTheAvailable_whenNinetyPercentOfStakeIsAway() {
        long[] weights = {900, 10, 20, 30, 40};
        assertThat(chiSquare(OURS, weights, heavierThan(weights, 100, 3), 3)).isLessThan(critical(3));
    }

    @Test
    void shares_followWeightAmongTheAvailable_whenTheFallbackDecidesMost() {
        long[] weights = {1_000_000_000, 1, 2, 3, 4};
        assertThat(chiSquare(OURS, weights, heavierThan(weights, 100, 4), 4)).isLessThan(critical(3));
    }

    @Test
    void shares_ofOneTaskFollowWeight_overEpochs() {
        var random = new Random(5);
        EpochSnapshot snapshot = EpochSnapshot.of(Worlds.minersOf(random, WEIGHTS));
        Hash32 theTask = Worlds.hash(random);
        var counts = new int[WEIGHTS.length];
        for (int i = 0; i < DRAWS; i++) {
            counts[snapshot.indexOf(OURS.draw(snapshot, theTask, Worlds.hash(random), Availability.ALL))]++;
        }
        assertThat(statistic(snapshot, Availability.ALL, counts)).isLessThan(critical(WEIGHTS.length - 1));
    }

    /** Mistakes that have been made in draws like this one. The test must see each of them. */
    private enum Mutant {
        OFF_BY_ONE_AT_THE_RANGES_END {
            @Override
            NodeAddress pick(EpochSnapshot snapshot, BigInteger hash, Availability availability) {
                BigInteger number = hash.mod(snapshot.totalWeight());
                for (int i = 0; i < snapshot.size(); i++) {
                    if (number.compareTo(snapshot.cumulative(i).value()) <= 0) {
                        return snapshot.miner(i).miner();
                    }
                }
                throw new IllegalStateException();
            }
        },
        THE_MINER_AFTER_THE_OWNER {
            @Override
            NodeAddress pick(EpochSnapshot snapshot, BigInteger hash, Availability availability) {
                int owner = snapshot.ownerOf(hash.mod(snapshot.totalWeight()));
                return snapshot.miner((owner + 1) % snapshot.size()).miner();
            }
        },
        MODULUS_OF_32_BITS {
            @Override
            NodeAddress pick(EpochSnapshot snapshot, BigInteger hash, Availability availability) {
                BigInteger low = hash.mod(BigInteger.ONE.shiftLeft(32));
                return snapshot.miner(snapshot.ownerOf(low.mod(snapshot.totalWeight())))
                        .miner();
            }
        },
        EVERYBODY_ALIKE {
            @Override
            NodeAddress pick(EpochSnapshot snapshot, BigInteger hash, Availability availability) {
                return snapshot.miner(
                                hash.mod(BigInteger.valueOf(snapshot.size())).intValue())
                        .miner();
            }
        },
        NEXT_AVAILABLE_NEIGHBOUR {
            @Override
            NodeAddress pick(EpochSnapshot snapshot, BigInteger hash, Availability availability) {
                int place = snapshot.ownerOf(hash.mod(snapshot.totalWeight()));
                while (availability.whyNot(snapshot.miner(place).miner()).isPresent()) {
                    place = (place + 1) % snapshot.size();
                }
                return snapshot.miner(place).miner();
            }
        };

        abstract NodeAddress pick(EpochSnapshot snapshot, BigInteger hash, Availability availability);

        NodeAddress draw(EpochSnapshot snapshot, Hash32 requestHash, Hash32 secret, Availability availability) {
            byte[] seed = Worlds.inputs(snapshot, requestHash).value(secret).bytes();
            byte[] probe = ByteBuffer.allocate(36).put(seed).putInt(0).array();
            return pick(snapshot, new BigInteger(1, Keccak256.digest(probe)), availability);
        }
    }

    @ParameterizedTest
    @EnumSource
    void chiSquare_exceedsItsLimit_forAMutant(Mutant mutant) {
        boolean needsStakesInWei = mutant == Mutant.MODULUS_OF_32_BITS;
        boolean needsAbsence = mutant == Mutant.NEXT_AVAILABLE_NEIGHBOUR;
        long[] weights = needsStakesInWei ? new long[] {2 * CAI, CAI, 3 * CAI} : WEIGHTS;
        Availability availability = needsAbsence ? heavierThan(weights, 6, 6) : Availability.ALL;
        assertThat(chiSquare(mutant::draw, weights, availability, 6)).isGreaterThan(critical(weights.length - 1));
    }

    @Test
    void critical_isTheTablesValue() {
        // χ² with 7 degrees of freedom at p = 3.4e-6 (z = 4.5): 38.9; the approximation is good to a few per cent.
        assertThat(critical(7)).isBetween(37.0, 41.0);
    }

    /** The miners of more weight than this are away; the world is the one that {@link #chiSquare} makes of the same seed. */
    private static Availability heavierThan(long[] weights, long limit, int seed) {
        EpochSnapshot snapshot = EpochSnapshot.of(Worlds.minersOf(new Random(seed), weights));
        return miner -> {
            long weight =
                    snapshot.miner(snapshot.indexOf(miner)).weight().value().longValueExact();
            return weight > limit ? Optional.of(SkipReason.NO_PLACE) : Optional.empty();
        };
    }

    private static double chiSquare(Sampler sampler, long[] weights, Availability availability, int seed) {
        var random = new Random(seed);
        EpochSnapshot snapshot = EpochSnapshot.of(Worlds.minersOf(random, weights));
        Hash32 secret = Worlds.hash(random);
        var counts = new int[weights.length];
        for (int i = 0; i < DRAWS; i++) {
            counts[snapshot.indexOf(sampler.draw(snapshot, Worlds.hash(random), secret, availability))]++;
        }
        return statistic(snapshot, availability, counts);
    }

    private static double statistic(EpochSnapshot snapshot, Availability availability, int[] counts) {
        List<Integer> available = IntStream.range(0, snapshot.size())
                .filter(i -> availability.whyNot(snapshot.miner(i).miner()).isEmpty())
                .boxed()
                .toList();
        double total = available.stream().mapToDouble(i -> weight(snapshot, i)).sum();
        assertThat(available.stream().mapToInt(i -> counts[i]).sum()).isEqualTo(DRAWS);
        return available.stream()
                .mapToDouble(i -> {
                    double expected = DRAWS * weight(snapshot, i) / total;
                    return (counts[i] - expected) * (counts[i] - expected) / expected;
                })
                .sum();
    }

    private static double weight(EpochSnapshot snapshot, int index) {
        return snapshot.miner(index).weight().value().doubleValue();
    }

    /** The value that χ² exceeds with a chance of 3 in a million (Wilson and Hilferty's approximation, z = 4.5). */
    private static double critical(int degreesOfFreedom) {
        double spread = 2.0 / (9.0 * degreesOfFreedom);
        return degreesOfFreedom * Math.pow(1 - spread + 4.5 * Math.sqrt(spread), 3);
    }
}
