package network.cuckoo.domain.draw;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.Wei;

/**
 * The weights of one epoch: miners with weight above zero, ordered by node address; miner i owns the numbers from
 * {@code cum(i−1)} up to and without {@code cum(i)}. Immutable; an owner is found in O(log N).
 */
public final class EpochSnapshot {
    private final List<MinerWeight> miners;
    private final BigInteger[] cumulative;
    private final MerkleSumTree tree;
    private final Hash32 root;

    private EpochSnapshot(List<MinerWeight> miners) {
        this.miners = miners;
        this.cumulative = miners.stream().map(miner -> miner.weight().value()).toArray(BigInteger[]::new);
        Arrays.parallelPrefix(cumulative, BigInteger::add);
        this.tree = MerkleSumTree.of(miners);
        this.root = tree.root();
    }

    /**
     * The snapshot of these weights, in any order; miners of weight zero are left out.
     *
     * @throws IllegalArgumentException if a miner occurs twice or the sum does not fit 256 bits
     */
    public static EpochSnapshot of(Collection<MinerWeight> weights) {
        List<MinerWeight> sorted = weights.stream()
                .filter(miner -> miner.weight().value().signum() > 0)
                .sorted(Comparator.comparing(MinerWeight::miner))
                .toList();
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).miner().equals(sorted.get(i - 1).miner())) {
                throw new IllegalArgumentException(
                        "miner " + sorted.get(i).miner() + " occurs twice in an epoch's weights");
            }
        }
        return new EpochSnapshot(sorted);
    }

    /** All miners with weight, in address order. */
    public List<MinerWeight> miners() {
        return miners;
    }

    /** The miner at this place of the address order, from 0. */
    public MinerWeight miner(int index) {
        return miners.get(index);
    }

    /** How many miners have weight. */
    public int size() {
        return miners.size();
    }

    /** The sum of all weights. */
    public Wei total() {
        return new Wei(totalWeight());
    }

    /** The weights of miners 0 to index together: the first number that the miner no longer owns. */
    public Wei cumulative(int index) {
        return new Wei(cumulative[index]);
    }

    /** The root of the Merkle-sum tree over the miners; {@link Hash32#ZERO} if there are none. */
    public Hash32 root() {
        return root;
    }

    /** The tree over the miners, for inclusion proofs. */
    public MerkleSumTree tree() {
        return tree;
    }

    /**
     * The place of the miner that owns this number.
     *
     * @throws IllegalArgumentException unless {@code 0 ≤ number < total}
     */
    public int ownerOf(BigInteger number) {
        if (number.signum() < 0 || number.compareTo(totalWeight()) >= 0) {
            throw new IllegalArgumentException("nobody owns " + number + " of a total weight of " + totalWeight());
        }
        int low = 0;
        int high = cumulative.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (number.compareTo(cumulative[middle]) < 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** The miner's place, or a negative number if it has no weight. */
    public int indexOf(NodeAddress miner) {
        var key = new MinerWeight(miner, Wei.ZERO);
        return Collections.binarySearch(miners, key, Comparator.comparing(MinerWeight::miner));
    }

    BigInteger totalWeight() {
        return cumulative.length == 0 ? BigInteger.ZERO : cumulative[cumulative.length - 1];
    }
}
