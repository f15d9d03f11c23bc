package network.cuckoo.api.output;

import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.draw.DrawRecord;
import network.cuckoo.domain.draw.SkipReason;

/** A miner that was drawn and passed over at this probe. */
public record SkipJson(int probe, NodeAddress miner, SkipReason reason) {
    /** The JSON form of a skip. */
    public static SkipJson of(DrawRecord.Skip skip) {
        return new SkipJson(skip.k(), skip.miner(), skip.reason());
    }
}
