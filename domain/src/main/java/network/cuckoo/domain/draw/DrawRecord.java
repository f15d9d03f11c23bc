package network.cuckoo.domain.draw;

import java.util.List;
import java.util.Optional;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.Wei;

/**
 * Everything of a draw that an outsider needs besides the epoch's weights (chain data) and its secret (revealed after it).
 *
 * @param inputs what the seed is made of, without the secret
 * @param seed the seed's value; gives the secret away to nobody
 * @param totalWeight the sum of the epoch's weights
 * @param skips the candidates that were drawn before the winner, in order: probe k was skipped for {@code skips[k]}
 * @param fallback set if all probes were skipped
 */
public record DrawRecord(
        DrawSeed inputs,
        Hash32 seed,
        Wei totalWeight,
        List<Skip> skips,
        Optional<Fallback> fallback,
        NodeAddress winner) {
    public DrawRecord {
        skips = List.copyOf(skips);
    }

    /** Probe k fell on a miner that was not available. */
    public record Skip(int k, NodeAddress miner, SkipReason reason) {}

    /** A miner that was not available when the fallback was drawn. */
    public record Unavailable(NodeAddress miner, SkipReason reason) {}

    /**
     * The last resort: {@code r_64 mod availableWeight} over the available miners in address order.
     *
     * @param unavailable all miners of the epoch that were not available, in address order
     */
    public record Fallback(Wei availableWeight, List<Unavailable> unavailable) {
        public Fallback {
            unavailable = List.copyOf(unavailable);
        }
    }

    /** How many numbers were drawn, the winning one included. */
    public int probes() {
        return skips.size() + 1;
    }
}
