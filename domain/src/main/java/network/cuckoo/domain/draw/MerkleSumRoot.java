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
        var subtree = new Subtree(0, MerkleSumTree.leaf(miner));
        while (!waiting.isEmpty() && waiting.getFirst().height() == subtree.height()) {
            MerkleSumTree.Node left = waiting.removeFirst().node();
            subtree = new Subtree(subtree.height() + 1, MerkleSumTree.parent(left, subtree.node()));
        }
        waiting.addFirst(subtree);
        total = total.add(miner.weight().value());
        size = Math.addExact(size, 1);
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
