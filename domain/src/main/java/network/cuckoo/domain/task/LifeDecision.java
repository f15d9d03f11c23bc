package network.cuckoo.domain.task;

import java.util.List;
import java.util.Optional;
import network.cuckoo.domain.NodeAddress;

/** What an event does to a task. */
public sealed interface LifeDecision {
    /**
     * The task goes on as {@code next}.
     *
     * @param ended how the live lease ended, if one did
     * @param failure why the task was given up, if it was
     * @param faults what counts against miners
     */
    record Moved(
            TaskLife next, Optional<LeaseEnd> ended, Money money, Optional<TaskFailure> failure, List<Fault> faults)
            implements LifeDecision {
        public Moved {
            faults = List.copyOf(faults);
        }
    }

    /** Nothing changes. */
    record Kept(Reason reason) implements LifeDecision {}

    /** What becomes of the price that is held. */
    enum Money {
        /** It stays set aside. */
        HELD,
        /** It is paid out for the result. */
        CAPTURED,
        /** It goes back to the app. */
        RELEASED
    }

    /** A miner's fault. */
    record Fault(NodeAddress miner, LeaseEnd end) {}

    /** Why nothing changes. */
    enum Reason {
        /** The task is finished. */
        FINISHED,
        /** The very result was accepted before: same answer, no second effect. */
        DUPLICATE,
        /** The lease that the miner speaks of has ended. */
        LEASE_OVER,
        /** The lease is another miner's. */
        NOT_YOURS,
        /** The message has another fence than the lease. */
        WRONG_FENCE,
        /** It has happened already. */
        ALREADY,
        /** The event says nothing to a task in this state. */
        NO_EFFECT
    }
}
