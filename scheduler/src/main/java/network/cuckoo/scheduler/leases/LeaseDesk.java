package network.cuckoo.scheduler.leases;

import java.util.Optional;
import java.util.Set;
import network.cuckoo.domain.Fence;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.scheduler.sessions.Session;

/** Where miner nodes ask for work and speak about it. */
public interface LeaseDesk {
    /**
     * Says that the miner is there, and what is new for it; never waits. Empty if the session has ended. To wait, subscribe to
     * {@code LeaseSignals} first, poll, and poll again after each signal.
     */
    Optional<PollReply> poll(Session session, Set<LeaseId> known, boolean draining);

    /** The miner begins; the model's lease time runs from now. Repeating it changes nothing. */
    LeaseAnswer start(Session session, LeaseId lease, Fence fence);

    /** The miner has done so many of so many steps. */
    LeaseAnswer progress(Session session, LeaseId lease, Fence fence, int done, int total);

    /** The miner gives up; the task goes to another. */
    LeaseAnswer fail(Session session, LeaseId lease, Fence fence, String code, String detail);
}
