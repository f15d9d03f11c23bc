package network.cuckoo.domain.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.Wei;
import org.junit.jupiter.api.Test;

class EpochSnapshotTest {
    @Test
    void of_ordersByAddress_andLeavesOutMinersWithoutWeight() {
        List<MinerWeight> miners = Worlds.minersOf(new Random(1), 5, 0, 7, 3);
        EpochSnapshot snapshot = EpochSnapshot.of(miners);
        assertThat(snapshot.size()).isEqualTo(3);
        assertThat(snapshot.miners()).map(MinerWeight::miner).isSorted();
        assertThat(snapshot.total()).isEqualTo(Wei.parse("15"));
        assertThat(snapshot.indexOf(miners.get(1).miner())).isNegative();
        assertThat(snapshot.miner(snapshot.indexOf(miners.get(2).miner()))).isEqualTo(miners.get(2));
    }

    @Test
    void of_doesNotDependOnTheGivenOrder() {
        List<MinerWeight> miners = Worlds.miners(new Random(2), 33);
        var shuffled = new ArrayList<>(miners);
        Collections.shuffle(shuffled, new Random(3));
        assertThat(EpochSnapshot.of(shuffled).root())
                .isEqualTo(EpochSnapshot.of(miners).root());
    }

    @Test
    void ownerOf_givesEachMinerItsRange_toTheLastWei() {
        EpochSnapshot snapshot = EpochSnapshot.of(Worlds.minersOf(new Random(4), 3, 1, 4, 2, 1));
        int number = 0;
        for (int owner = 0; owner < snapshot.size(); owner++) {
            for (long i = snapshot.miner(owner).weight().value().longValue(); i > 0; i--) {
                assertThat(snapshot.ownerOf(BigInteger.valueOf(number++))).isEqualTo(owner);
            }
            assertThat(snapshot.cumulative(owner).value()).isEqualTo(BigInteger.valueOf(number));
        }
        assertThat(number).isEqualTo(11);
    }

    @Test
    void ownerOf_refusesNumbersThatNobodyOwns() {
        EpochSnapshot snapshot = EpochSnapshot.of(Worlds.minersOf(new Random(5), 3, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> snapshot.ownerOf(BigInteger.valueOf(4)));
        assertThatIllegalArgumentException().isThrownBy(() -> snapshot.ownerOf(BigInteger.valueOf(-1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EpochSnapshot.of(List.of()).ownerOf(BigInteger.ZERO));
    }

    @Test
    void of_refusesAMinerThatOccursTwice() {
        MinerWeight miner = Worlds.miners(new Random(6), 1).getFirst();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EpochSnapshot.of(List.of(miner, miner)))
                .withMessageContaining(miner.miner().hex());
    }

    @Test
    void builder_refusesMinersOutOfOrder_andWeightsOfZero() {
        List<MinerWeight> miners =
                EpochSnapshot.of(Worlds.miners(new Random(7), 2)).miners();
        var builder = new EpochSnapshot.Builder(2);
        builder.add(miners.get(1).miner(), miners.get(1).weight());
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> builder.add(miners.get(0).miner(), miners.get(0).weight()))
                .withMessageContaining(miners.get(0).miner().hex());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EpochSnapshot.Builder(1).add(miners.get(0).miner(), Wei.ZERO));
    }

    @Test
    void builder_takesMoreThan256BitsFromNobody_notEvenTogether() {
        List<MinerWeight> miners =
                EpochSnapshot.of(Worlds.miners(new Random(8), 2)).miners();
        var most = new Wei(BigInteger.TWO.pow(256).subtract(BigInteger.ONE));
        var builder = new EpochSnapshot.Builder(2);
        builder.add(miners.get(0).miner(), most);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.add(miners.get(1).miner(), Wei.parse("1")));
        EpochSnapshot snapshot = builder.build();
        assertThat(snapshot.total()).isEqualTo(most);
        assertThat(snapshot.ownerOf(most.value().subtract(BigInteger.ONE))).isZero();
    }

    @Test
    void snapshot_staysAsItWasBuilt_whateverComesToItsBuilderLater() {
        List<MinerWeight> miners =
                EpochSnapshot.of(Worlds.miners(new Random(9), 3)).miners();
        for (int expected : new int[] {0, 1, 2, 3, 9}) {
            var builder = new EpochSnapshot.Builder(expected);
            builder.add(miners.get(0).miner(), miners.get(0).weight());
            builder.add(miners.get(1).miner(), miners.get(1).weight());
            EpochSnapshot snapshot = builder.build();
            builder.add(miners.get(2).miner(), miners.get(2).weight());
            assertThat(snapshot.miners()).isEqualTo(miners.subList(0, 2));
            assertThat(snapshot.total())
                    .isEqualTo(miners.get(0).weight().plus(miners.get(1).weight()));
        }
    }

    @Test
    void empty_hasTheZeroRoot() {
        assertThat(EpochSnapshot.of(List.of()).root()).isEqualTo(Hash32.ZERO);
        assertThat(EpochSnapshot.of(List.of()).total()).isEqualTo(Wei.ZERO);
        assertThat(EpochSnapshot.of(List.of()).miners()).isEmpty();
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> EpochSnapshot.of(List.of()).proof(0));
    }
}
