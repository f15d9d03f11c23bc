package network.cuckoo.domain.draw;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.Wei;

/**
 * Proof that a miner owns a range of an epoch's numbers: the siblings from its leaf up to the root. Where a node was promoted
 * there is no sibling.
 */
public record MerkleSumProof(List<Sibling> siblings) {
    public MerkleSumProof {
        siblings = List.copyOf(siblings);
    }

    /** A node beside the path: its hash, the sum of weights under it, and whether it stands left of the path. */
    public record Sibling(Hash32 hash, Wei sum, boolean left) {}

    /** The numbers from {@code from} up to and without {@code to}. */
    public record Range(Wei from, Wei to) {
        /** Whether the number lies in the range. */
        public boolean contains(BigInteger number) {
            return number.compareTo(from.value()) >= 0 && number.compareTo(to.value()) < 0;
        }
    }

    /** The proof in a tree, of which this is one in a subtree, whose place in the tree the other proves. */
    MerkleSumProof under(MerkleSumProof above) {
        return new MerkleSumProof(
                Stream.concat(siblings.stream(), above.siblings.stream()).toList());
    }

    /** The range that this proves the miner owns under that root and total; empty if the proof is wrong. */
    public Optional<Range> verify(Hash32 root, Wei total, MinerWeight miner) {
        var node = MerkleSumTree.leaf(miner);
        BigInteger from = BigInteger.ZERO;
        for (Sibling sibling : siblings) {
            var beside = new MerkleSumTree.Node(sibling.hash.bytes(), sibling.sum.value());
            if (sibling.left) {
                from = from.add(beside.sum());
            }
            if (node.sum().add(beside.sum()).bitLength() > 256) {
                return Optional.empty();
            }
            node = sibling.left ? MerkleSumTree.parent(beside, node) : MerkleSumTree.parent(node, beside);
        }
        boolean holds = Hash32.of(node.hash()).equals(root) && node.sum().equals(total.value());
        return holds ? Optional.of(new Range(new Wei(from), new Wei(from).plus(miner.weight()))) : Optional.empty();
    }
}
