package network.cuckoo.domain.draw;

import java.util.Optional;
import network.cuckoo.domain.NodeAddress;

/** Who can take a task now. It must answer the same throughout one draw. */
@FunctionalInterface
public interface Availability {
    /** Everybody is available. */
    Availability ALL = miner -> Optional.empty();

    /** Why the miner can't take the task; empty if it can. */
    Optional<SkipReason> whyNot(NodeAddress miner);
}
