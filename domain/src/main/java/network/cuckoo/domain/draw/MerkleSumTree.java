package network.cuckoo.domain.draw;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.hash.AbiEncoder;
import network.cuckoo.domain.hash.Keccak256;

/**
 * A Merkle tree whose nodes carry the sum of the weights under them. Leaf: {@code keccak(0x00 ‖ address20 ‖ weight32)}; node:
 * {@code keccak(0x01 ‖ hashL ‖ sumL32 ‖ hashR ‖ sumR32)}; an odd node is promoted. The root of no leaves is 32 zero bytes.
 */
public final class MerkleSumTree {
    private final List<List<Node>> levels = new ArrayList<>();

    /** A node: its hash of 32 bytes and the sum of the weights under it. */
    record Node(byte[] hash, BigInteger sum) {}

    private MerkleSumTree(List<Node> leaves) {
        List<Node> level = leaves;
        levels.add(level);
        while (level.size() > 1) {
            level = above(level);
            levels.add(level);
        }
    }

    /**
     * The tree over these leaves, in this order.
     *
     * @throws IllegalArgumentException if the sum does not fit 256 bits
     */
    public static MerkleSumTree of(List<MinerWeight> miners) {
        return over(miners.stream().map(MerkleSumTree::leaf).toList());
    }

    /** The upper part of a tree: over nodes of one level, all but the last of which have as many leaves, a power of two. */
    static MerkleSumTree over(List<Node> nodes) {
        return new MerkleSumTree(nodes);
    }

    /** The node at the top; there has to be one. */
    Node top() {
        return levels.getLast().getFirst();
    }

    /** The root's hash; it commits to the sums under it, and {@link #total()} goes with it. */
    public Hash32 root() {
        return levels.getLast().isEmpty() ? Hash32.ZERO : Hash32.of(top().hash);
    }

    /** The sum of all weights. */
    public Wei total() {
        return levels.getLast().isEmpty() ? Wei.ZERO : new Wei(top().sum);
    }

    /**
     * Proof that the leaf at this place, from 0, is in the tree.
     *
     * @throws IndexOutOfBoundsException if there is no such leaf
     */
    public MerkleSumProof proof(int leafIndex) {
        Objects.checkIndex(leafIndex, levels.getFirst().size());
        var siblings = new ArrayList<MerkleSumProof.Sibling>();
        int index = leafIndex;
        for (List<Node> level : levels) {
            int beside = index ^ 1;
            if (beside < level.size()) {
                Node node = level.get(beside);
                siblings.add(new MerkleSumProof.Sibling(Hash32.of(node.hash), new Wei(node.sum), beside < index));
            }
            index >>= 1;
        }
        return new MerkleSumProof(siblings);
    }

    static Node leaf(MinerWeight miner) {
        BigInteger weight = miner.weight().value();
        var bytes = ByteBuffer.allocate(53)
                .put((byte) 0x00)
                .put(miner.miner().address().bytes())
                .put(AbiEncoder.word(weight));
        return new Node(Keccak256.digest(bytes.array()), weight);
    }

    static Node parent(Node left, Node right) {
        var bytes = ByteBuffer.allocate(129)
                .put((byte) 0x01)
                .put(left.hash)
                .put(AbiEncoder.word(left.sum))
                .put(right.hash)
                .put(AbiEncoder.word(right.sum));
        return new Node(Keccak256.digest(bytes.array()), left.sum.add(right.sum));
    }

    private static List<Node> above(List<Node> level) {
        var above = new ArrayList<Node>((level.size() + 1) / 2);
        for (int i = 0; i + 1 < level.size(); i += 2) {
            above.add(parent(level.get(i), level.get(i + 1)));
        }
        if (level.size() % 2 == 1) {
            above.add(level.getLast());
        }
        return above;
    }
}
