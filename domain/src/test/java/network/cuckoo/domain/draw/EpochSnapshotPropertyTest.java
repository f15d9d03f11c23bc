package network.cuckoo.domain.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import network.cuckoo.domain.Wei;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The packed snapshot agrees with a list that is walked, in random worlds. */
class EpochSnapshotPropertyTest {
    private static final int[] WEIGHT_BITS = {1, 8, 63, 64, 65, 90, 120, 127, 128, 200, 240};

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyAnswer_isThatOfTheList(int seed) {
        var random = new Random(seed);
        List<MinerWeight> world = world(random, random.nextInt(1, 60));
        assertAgrees(random, EpochSnapshot.of(world), NaiveSnapshot.of(world));
    }

    @ParameterizedTest
    @ValueSource(ints = {1023, 1024, 1025, 2047, 2048, 2049, 3000, 5121})
    void rootAndProofs_areThoseOfTheWholeTree_acrossItsGroups(int count) {
        var random = new Random(count);
        List<MinerWeight> world = Worlds.miners(random, count);
        EpochSnapshot snapshot = EpochSnapshot.of(world);
        NaiveSnapshot naive = NaiveSnapshot.of(world);
        assertThat(snapshot.root()).isEqualTo(naive.tree().root());
        assertThat(snapshot.total()).isEqualTo(naive.tree().total());
        IntStream places = IntStream.concat(
                random.ints(20, 0, count), IntStream.of(0, 1022, count - 1, count - 2, (count - 1) / 1024 * 1024));
        places.forEach(place -> assertThat(snapshot.proof(place))
                .as("proof of %d", place)
                .isEqualTo(naive.tree().proof(place)));
    }

    private static void assertAgrees(Random random, EpochSnapshot snapshot, NaiveSnapshot naive) {
        assertThat(snapshot.miners()).isEqualTo(naive.miners());
        assertThat(snapshot.size()).isEqualTo(naive.miners().size());
        assertThat(snapshot.root()).isEqualTo(naive.tree().root());
        assertThat(snapshot.total()).isEqualTo(naive.tree().total());
        for (int i = 0; i < snapshot.size(); i++) {
            BigInteger end = naive.cumulative(i);
            assertThat(snapshot.cumulative(i)).isEqualTo(new Wei(end));
            assertThat(snapshot.indexOf(naive.miners().get(i).miner())).isEqualTo(i);
            assertThat(snapshot.ownerOf(end.subtract(BigInteger.ONE))).isEqualTo(i);
            assertThat(snapshot.proof(i)).isEqualTo(naive.tree().proof(i));
        }
        for (int i = 0; i < 50; i++) {
            BigInteger number = new BigInteger(256, random).mod(snapshot.totalWeight());
            assertThat(snapshot.ownerOf(number)).as("owner of %s", number).isEqualTo(naive.ownerOf(number));
            assertThat(snapshot.indexOf(Worlds.miners(random, 1).getFirst().miner()))
                    .isNegative();
        }
    }

    /** Weights of all lengths up to a limit of this world's own; one in ten has none. */
    private static List<MinerWeight> world(Random random, int count) {
        int lengths = random.nextInt(1, WEIGHT_BITS.length + 1);
        var miners = new ArrayList<>(Worlds.miners(random, 1));
        for (int i = 1; i < count; i++) {
            var weight = random.nextInt(10) == 0
                    ? BigInteger.ZERO
                    : new BigInteger(WEIGHT_BITS[random.nextInt(lengths)], random);
            miners.add(new MinerWeight(Worlds.miners(random, 1).getFirst().miner(), new Wei(weight)));
        }
        return miners;
    }
}
