package network.cuckoo.domain.draw;

import java.math.BigInteger;
import java.util.AbstractList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.RandomAccess;
import java.util.stream.IntStream;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.PackedAddresses;
import network.cuckoo.domain.Wei;

/**
 * The weights of one epoch: miners with weight above zero, ordered by node address; miner i owns the numbers from
 * {@code cum(i−1)} up to and without {@code cum(i)}. Immutable; an owner is found in O(log N). Made for a million miners: a miner
 * takes 36 bytes (52 where the weights together need more than 128 bits), and its values are made when they are asked for.
 */
public final class EpochSnapshot {
    private static final int GROUP = 1 << 10; // a power of two, so that a group is a subtree

    private final PackedAddresses nodes;
    private final CumulativeWeights weights;
    private final MerkleSumTree groups; // over the roots of the groups' subtrees
    private final Hash32 root;

    private EpochSnapshot(PackedAddresses nodes, CumulativeWeights weights) {
        this.nodes = nodes;
        this.weights = weights;
        // Whoever waits for the weights waits for their root, so it is made on every processor that is free.
        this.groups = MerkleSumTree.over(IntStream.range(0, Math.ceilDiv(nodes.size(), GROUP))
                .parallel()
                .mapToObj(group -> group(group).top())
                .toList());
        this.root = groups.root();
    }

    /**
     * The snapshot of these weights, in any order; miners of weight zero are left out.
     *
     * @throws IllegalArgumentException if a miner occurs twice or the sum does not fit 256 bits
     */
    public static EpochSnapshot of(Collection<MinerWeight> weights) {
        var builder = new Builder(weights.size());
        weights.stream()
                .filter(miner -> miner.weight().value().signum() > 0)
                .sorted(Comparator.comparing(MinerWeight::miner))
                .forEach(miner -> builder.add(miner.miner(), miner.weight()));
        return builder.build();
    }

    /** All miners with weight, in address order: a view that makes each when it is asked for. */
    public List<MinerWeight> miners() {
        return new Miners();
    }

    /** The miner at this place of the address order, from 0. */
    public MinerWeight miner(int index) {
        return new MinerWeight(new NodeAddress(nodes.get(index)), new Wei(weights.weight(index)));
    }

    /** How many miners have weight. */
    public int size() {
        return nodes.size();
    }

    /** The sum of all weights. */
    public Wei total() {
        return new Wei(totalWeight());
    }

    /** The weights of miners 0 to index together: the first number that the miner no longer owns. */
    public Wei cumulative(int index) {
        return new Wei(weights.at(index));
    }

    /** The root of the Merkle-sum tree over the miners; {@link Hash32#ZERO} if there are none. */
    public Hash32 root() {
        return root;
    }

    /**
     * Proof that the miner at this place owns its numbers. Some thousand hashes: the lower levels of the tree are not kept.
     *
     * @throws IndexOutOfBoundsException if there is no such miner
     */
    public MerkleSumProof proof(int index) {
        int group = index / GROUP;
        MerkleSumProof above = groups.proof(group);
        return group(group).proof(index % GROUP).under(above);
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
        return weights.firstAbove(number);
    }

    /** The miner's place, or a negative number if it has no weight. */
    public int indexOf(NodeAddress miner) {
        return nodes.search(miner.address());
    }

    BigInteger totalWeight() {
        return weights.total();
    }

    private MerkleSumTree group(int group) {
        int from = group * GROUP;
        return MerkleSumTree.of(miners().subList(from, Math.min(from + GROUP, size())));
    }

    private final class Miners extends AbstractList<MinerWeight> implements RandomAccess {
        @Override
        public MinerWeight get(int index) {
            return miner(index);
        }

        @Override
        public int size() {
            return EpochSnapshot.this.size();
        }
    }

    /** Takes the miners of an epoch one by one, in address order. */
    public static final class Builder {
        private final PackedAddresses.Builder nodes;
        private final CumulativeWeights.Builder weights;

        /** @param expected how many miners are likely to come; more may, and fewer */
        public Builder(int expected) {
            nodes = new PackedAddresses.Builder(expected);
            weights = new CumulativeWeights.Builder(expected);
        }

        /**
         * The next miner.
         *
         * @throws IllegalArgumentException if its address is not above the last one's, its weight not above zero, or the sum does
         *     not fit 256 bits
         */
        public void add(NodeAddress miner, Wei weight) {
            if (!nodes.ascends(miner.address())) {
                throw new IllegalArgumentException(
                        "miner " + miner + " occurs twice in an epoch's weights, or they are not in address order");
            }
            weights.add(weight.value());
            nodes.add(miner.address());
        }

        /** The snapshot of those that came; hashes them all. */
        public EpochSnapshot build() {
            return new EpochSnapshot(nodes.build(), weights.build());
        }
    }
}
