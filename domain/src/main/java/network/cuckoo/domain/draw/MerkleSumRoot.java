package network.cuckoo.domain.draw;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.Wei;

/**
 * The root of a {@link MerkleSumTree} over leaves that come one by one: only the O(log N) nodes that still wait for their right
 * neighbour are kept.
 */
public final class MerkleSumRoot {
    /** A finished subtree of 2^height leaves. */
    private record Subtree(int height, MerkleSumTree.Node node) {}

    // The lowest first; heights grow.
    private final Deque<Subtree> waiting = new ArrayDeque<>();
    private BigInteger total = BigInteger.ZERO;
    private int size;

    /** The next leaf. */
    public void add(MinerWeight miner) {
        append(new Subtree(0, MerkleSumTree.leaf(miner)));
        count(miner.weight().value(), 1);
    }

    /**
     * The leaves of another root, which come next: leaves may be hashed in groups, by several threads at once.
     *
     * @throws IllegalArgumentException if there are so many of them that they don't make subtrees of their own here; groups of a
     *     power of two do, and the last one may be smaller
     */
    public void add(MerkleSumRoot next) {
        if (!next.waiting.isEmpty() && size % (1 << next.waiting.getLast().height()) != 0) {
            throw new IllegalArgumentException(next.size + " leaves don't fit behind " + size);
        }
        next.waiting.reversed().forEach(this::append);
        count(next.total, next.size);
    }

    private void append(Subtree next) {
        Subtree subtree = next;
        while (!waiting.isEmpty() && waiting.getFirst().height() == subtree.height()) {
            MerkleSumTree.Node left = waiting.removeFirst().node();
            subtree = new Subtree(subtree.height() + 1, MerkleSumTree.parent(left, subtree.node()));
        }
        waiting.addFirst(subtree);
    }

    private void count(BigInteger weight, int leaves) {
        total = total.add(weight);
        size = Math.addExact(size, leaves);
    }

    /** The root over the leaves so far; {@link Hash32#ZERO} if there are none. */
    public Hash32 root() {
        if (waiting.isEmpty()) {
            return Hash32.ZERO;
        }
        // What has no right neighbour is promoted until it is one itself.
        MerkleSumTree.Node node = waiting.stream()
                .map(Subtree::node)
                .reduce((right, left) -> MerkleSumTree.parent(left, right))
                .orElseThrow();
        return Hash32.of(node.hash());
    }

    /** The sum of all weights so far. */
    public Wei total() {
        return new Wei(total);
    }

    /** How many leaves came. */
    public int size() {
        return size;
    }
}
