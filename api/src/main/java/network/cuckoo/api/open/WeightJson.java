package network.cuckoo.api.open;

import network.cuckoo.api.output.Shares;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;
import org.jspecify.annotations.Nullable;

/** A miner's weight in an epoch, and its part of the whole. */
record WeightJson(NodeAddress miner, @Nullable OwnerAddress owner, Wei weightWei, double share) {
    static WeightJson of(NodeAddress miner, @Nullable OwnerAddress owner, Wei weight, Wei total) {
        return new WeightJson(miner, owner, weight, Shares.of(weight, total));
    }
}
