package network.cuckoo.domain.draw;

import java.util.Map;
import network.cuckoo.domain.NodeAddress;

/** What a draw came to. */
public sealed interface DrawOutcome {
    /** A miner was drawn. */
    record Drawn(NodeAddress winner, DrawRecord record) implements DrawOutcome {}

    /** There are miners with weight but none is available: the task waits. Says how many are missing for which reason. */
    record NobodyAvailable(Map<SkipReason, Integer> miners) implements DrawOutcome {
        public NobodyAvailable {
            miners = Map.copyOf(miners);
        }
    }

    /** No miner has weight in this epoch: the task waits. */
    record NoWeight() implements DrawOutcome {}
}
