package network.cuckoo.contracts.differential;

import java.util.ArrayList;
import java.util.List;

/** The leaves of a root, at least one, with their hashes and proofs. */
record PayoutTree(List<Leaf> leaves, List<Bytes32> hashes, List<List<Bytes32>> proofs, Bytes32 root) {

    /** Pairs the nodes level by level; a last one without a partner goes up as it is. */
    static PayoutTree of(List<Leaf> leaves, Account settlement) {
        var hashes = leaves.stream().map(leaf -> leaf.hash(settlement)).toList();
        var proofs = new ArrayList<List<Bytes32>>();
        var groups = new ArrayList<List<Integer>>(); // the leaves below each node
        for (var i = 0; i < leaves.size(); i++) {
            proofs.add(new ArrayList<>());
            groups.add(new ArrayList<>(List.of(i)));
        }
        var nodes = new ArrayList<>(hashes);
        while (nodes.size() > 1) {
            for (var i = 0; i + 1 < nodes.size(); i++) {
                join(proofs, groups, nodes, i);
            }
        }
        return new PayoutTree(List.copyOf(leaves), hashes, proofs, nodes.getFirst());
    }

    private static void join(List<List<Bytes32>> proofs, List<List<Integer>> groups, List<Bytes32> nodes, int left) {
        var rightNode = nodes.remove(left + 1);
        var rightGroup = groups.remove(left + 1);
        groups.get(left).forEach(leaf -> proofs.get(leaf).add(rightNode));
        rightGroup.forEach(leaf -> proofs.get(leaf).add(nodes.get(left)));
        groups.get(left).addAll(rightGroup);
        nodes.set(left, Leaf.parent(nodes.get(left), rightNode));
    }
}
