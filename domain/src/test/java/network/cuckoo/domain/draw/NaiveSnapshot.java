package network.cuckoo.domain.draw;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** An epoch's weights told by a list and by walking it: what {@link EpochSnapshot} must agree with. */
@NullMarked
record NaiveSnapshot(List<MinerWeight> miners, MerkleSumTree tree) {
    static NaiveSnapshot of(List<MinerWeight> weights) {
        List<MinerWeight> miners = weights.stream()
                .filter(miner -> !miner.weight().value().equals(BigInteger.ZERO))
                .sorted(Comparator.comparing(miner -> miner.miner().hex()))
                .toList();
        return new NaiveSnapshot(miners, MerkleSumTree.of(miners));
    }

    BigInteger cumulative(int index) {
        return miners.subList(0, index + 1).stream()
                .map(miner -> miner.weight().value())
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    int ownerOf(BigInteger number) {
        BigInteger rest = number;
        int index = 0;
        while (rest.compareTo(miners.get(index).weight().value()) >= 0) {
            rest = rest.subtract(miners.get(index).weight().value());
            index++;
        }
        return index;
    }
}
