package network.cuckoo.domain.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.draw.MerkleSumProof.Range;
import network.cuckoo.domain.draw.MerkleSumProof.Sibling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MerkleSumTreeTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 16, 17, 31, 33, 100})
    void proof_givesEachMinerItsRange(int count) {
        EpochSnapshot snapshot = EpochSnapshot.of(Worlds.miners(new Random(count), count));
        for (int i = 0; i < count; i++) {
            Wei from = i == 0 ? Wei.ZERO : snapshot.cumulative(i - 1);
            MerkleSumProof proof = snapshot.proof(i);
            assertThat(proof.verify(snapshot.root(), snapshot.total(), snapshot.miner(i)))
                    .contains(new Range(from, snapshot.cumulative(i)));
            assertThat(proof.siblings()).hasSizeLessThanOrEqualTo(32 - Integer.numberOfLeadingZeros(count));
        }
    }

    @Test
    void verify_refusesWhatWasChanged() {
        EpochSnapshot snapshot = EpochSnapshot.of(Worlds.miners(new Random(1), 11));
        MerkleSumProof proof = snapshot.proof(4);
        MinerWeight miner = snapshot.miner(4);
        Wei wei = Wei.parse("1");
        var heavier = new MinerWeight(miner.miner(), miner.weight().plus(wei));
        assertThat(proof.verify(snapshot.root(), snapshot.total(), heavier)).isEmpty();
        assertThat(proof.verify(snapshot.root(), snapshot.total().plus(wei), miner))
                .isEmpty();
        assertThat(proof.verify(Hash32.ZERO, snapshot.total(), miner)).isEmpty();
        assertThat(proof.verify(snapshot.root(), snapshot.total(), snapshot.miner(5)))
                .isEmpty();
        assertThat(snapshot.proof(5).verify(snapshot.root(), snapshot.total(), miner))
                .isEmpty();
    }

    @Test
    void verify_refusesAChangedSibling() {
        EpochSnapshot snapshot = EpochSnapshot.of(Worlds.miners(new Random(2), 11));
        List<Sibling> siblings = snapshot.proof(4).siblings();
        for (int i = 0; i < siblings.size(); i++) {
            Sibling was = siblings.get(i);
            var wrong = List.of(
                    new Sibling(Hash32.ZERO, was.sum(), was.left()),
                    new Sibling(was.hash(), was.sum().plus(Wei.parse("1")), was.left()),
                    new Sibling(was.hash(), was.sum(), !was.left()),
                    new Sibling(
                            was.hash(), new Wei(BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE)), was.left()));
            for (Sibling sibling : wrong) {
                var changed = new ArrayList<>(siblings);
                changed.set(i, sibling);
                assertThat(new MerkleSumProof(changed).verify(snapshot.root(), snapshot.total(), snapshot.miner(4)))
                        .isEmpty();
            }
        }
    }

    @Test
    void verify_takesATotalThatJustFits256Bits() {
        var random = new Random(4);
        BigInteger half = BigInteger.ONE.shiftLeft(255);
        MinerWeight one = Worlds.miners(random, 1).getFirst();
        var rest = new MinerWeight(
                Worlds.COORDINATOR,
                new Wei(half.add(half.subtract(BigInteger.ONE))
                        .subtract(one.weight().value())));
        EpochSnapshot snapshot = EpochSnapshot.of(List.of(one, rest));
        int place = snapshot.indexOf(one.miner());
        assertThat(snapshot.total().value().bitLength()).isEqualTo(256);
        assertThat(snapshot.proof(place).verify(snapshot.root(), snapshot.total(), one))
                .isPresent();
    }

    @Test
    void range_containsItsStartAndNotItsEnd() {
        var range = new Range(Wei.parse("3"), Wei.parse("5"));
        assertThat(List.of(2, 3, 4, 5).stream().map(n -> range.contains(BigInteger.valueOf(n))))
                .containsExactly(false, true, true, false);
    }

    @Test
    void proof_refusesALeafThatIsNotThere() {
        MerkleSumTree tree = MerkleSumTree.of(Worlds.miners(new Random(3), 3));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> tree.proof(3));
    }

    @Test
    void of_refusesAWeightBeyond256Bits() {
        var miner = new MinerWeight(Worlds.COORDINATOR, new Wei(BigInteger.ONE.shiftLeft(256)));
        assertThatIllegalArgumentException().isThrownBy(() -> MerkleSumTree.of(List.of(miner)));
    }
}
