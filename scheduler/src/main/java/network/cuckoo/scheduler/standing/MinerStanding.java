package network.cuckoo.scheduler.standing;

import java.util.Map;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.quality.Standing;
import network.cuckoo.domain.task.LeaseEnd;

/**
 * A miner that was blamed at least once.
 *
 * @param faults leases that it ever lost by its own fault, by how they ended
 * @param suspensions it ever had
 */
public record MinerStanding(NodeAddress node, Standing standing, Map<LeaseEnd, Long> faults, long suspensions) {
    public MinerStanding {
        faults = Map.copyOf(faults);
    }
}
