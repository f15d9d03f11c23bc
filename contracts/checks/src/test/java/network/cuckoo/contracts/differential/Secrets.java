package network.cuckoo.contracts.differential;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The coordinators' hash chains: which secrets lie behind which tip. */
final class Secrets {

    private static final int LENGTH = 400;

    private final Map<Bytes32, List<Bytes32>> chains = new HashMap<>(); // tip first, then its preimages

    /** A new chain's tip. */
    Bytes32 newTip(Dice dice) {
        var links = new ArrayList<Bytes32>();
        links.add(Bytes32.of(dice.between(1, Long.MAX_VALUE - 1)));
        for (var i = 0; i < LENGTH; i++) {
            links.addFirst(Bytes32.keccak(links.getFirst()));
        }
        chains.put(links.getFirst(), links);
        return links.getFirst();
    }

    /** The secret of an epoch under a tip set in {@code tipEpoch}, or a wrong one if the chain doesn't reach so far. */
    Bytes32 secret(Bytes32 tip, long tipEpoch, long epoch) {
        var links = chains.getOrDefault(tip, List.of());
        var depth = epoch - tipEpoch + 1;
        return depth > 0 && depth < links.size() ? links.get((int) depth) : Bytes32.of(13);
    }
}
