package network.cuckoo.domain.task;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.task.LifeDecision.Fault;
import network.cuckoo.domain.task.LifeDecision.Kept;
import network.cuckoo.domain.task.LifeDecision.Money;
import network.cuckoo.domain.task.LifeDecision.Moved;
import network.cuckoo.domain.task.LifeEvent.Speaker;

/** Rules with one fault each, which the invariants must catch. */
enum LifeMutant implements LifeSimulation.Machine {
    /** A result is taken under any fence. */
    ANY_FENCE {
        @Override
        LifeEvent heard(TaskLife life, LifeEvent event) {
            return event instanceof LifeEvent.Delivered(Speaker by, var output)
                            && life.lease().isPresent()
                    ? new LifeEvent.Delivered(
                            new Speaker(
                                    by.draw(), by.miner(), life.lease().get().fence()),
                            output)
                    : event;
        }
    },
    /** A result of an ended lease is taken while another one is live. */
    LATE_RESULT {
        @Override
        LifeEvent heard(TaskLife life, LifeEvent event) {
            return event instanceof LifeEvent.Delivered(Speaker by, var output)
                            && life.lease().isPresent()
                    ? new LifeEvent.Delivered(
                            new Speaker(life.draws(), life.lease().get().miner(), by.fence()), output)
                    : event;
        }
    },
    /** A second result of a finished task is an error instead of a repetition. */
    DUPLICATE_REFUSED {
        @Override
        LifeDecision told(TaskLife life, LifeDecision decision) {
            return decision instanceof Kept(var reason) && reason == LifeDecision.Reason.DUPLICATE
                    ? new Kept(LifeDecision.Reason.FINISHED)
                    : decision;
        }
    },
    /** A cancelled task's price stays held. */
    CANCEL_KEEPS_MONEY {
        @Override
        LifeDecision told(TaskLife life, LifeDecision decision) {
            return decision instanceof Moved moved && moved.next().state() == TaskState.CANCELLED
                    ? new Moved(moved.next(), moved.ended(), Money.HELD, moved.failure(), moved.faults())
                    : decision;
        }
    },
    /** A failed task is paid. */
    FAILURE_IS_PAID {
        @Override
        LifeDecision told(TaskLife life, LifeDecision decision) {
            return decision instanceof Moved moved && moved.next().state() == TaskState.FAILED
                    ? new Moved(moved.next(), moved.ended(), Money.CAPTURED, moved.failure(), moved.faults())
                    : decision;
        }
    },
    /** A finished task may be cancelled. */
    FINISHED_REVERTS {
        @Override
        public LifeDecision decide(TaskLife life, LifeEvent event) {
            boolean revived = life.state() == TaskState.SUCCEEDED && event instanceof LifeEvent.SessionEnded;
            return revived
                    ? new Moved(TaskLife.NEW, Optional.empty(), Money.HELD, Optional.empty(), List.of())
                    : super.decide(life, event);
        }
    },
    /** A second draw takes a leased task over. */
    SECOND_LEASE {
        @Override
        public LifeDecision decide(TaskLife life, LifeEvent event) {
            return event instanceof LifeEvent.Drawn && life.state() == TaskState.LEASED
                    ? super.decide(with(life, TaskState.QUEUED, life.excluded(), life.troubles()), event)
                    : super.decide(life, event);
        }
    },
    /** A loser stays in the draw. */
    LOSER_STAYS {
        @Override
        LifeDecision told(TaskLife life, LifeDecision decision) {
            return decision instanceof Moved moved && moved.next().state() == TaskState.QUEUED
                    ? moving(
                            moved,
                            with(
                                    moved.next(),
                                    TaskState.QUEUED,
                                    life.excluded(),
                                    moved.next().troubles()))
                    : decision;
        }
    },
    /** Losses are not counted. */
    LOSSES_FORGOTTEN {
        @Override
        LifeDecision told(TaskLife life, LifeDecision decision) {
            return decision instanceof Moved moved && moved.next().state() == TaskState.QUEUED
                    ? moving(
                            moved,
                            with(moved.next(), TaskState.QUEUED, moved.next().excluded(), Troubles.NONE))
                    : decision;
        }
    },
    /** A miner is blamed for an offer that it did not see. */
    BLAME_FOR_SILENCE {
        @Override
        LifeDecision told(TaskLife life, LifeDecision decision) {
            return decision instanceof Moved moved && moved.ended().equals(Optional.of(LeaseEnd.NOT_PICKED_UP))
                    ? new Moved(
                            moved.next(),
                            moved.ended(),
                            moved.money(),
                            moved.failure(),
                            List.of(new Fault(life.lease().orElseThrow().miner(), LeaseEnd.NOT_PICKED_UP)))
                    : decision;
        }
    },
    /** Nobody is blamed for a timeout. */
    NO_BLAME {
        @Override
        LifeDecision told(TaskLife life, LifeDecision decision) {
            return decision instanceof Moved moved
                    ? new Moved(moved.next(), moved.ended(), moved.money(), moved.failure(), List.of())
                    : decision;
        }
    },
    /** Who ran out of patience is kept waiting again. */
    PATIENCE_WITHOUT_END {
        @Override
        LifeDecision told(TaskLife life, LifeDecision decision) {
            return decision instanceof Moved moved && moved.ended().equals(Optional.of(LeaseEnd.PATIENCE_OVER))
                    ? moving(
                            moved,
                            with(
                                    moved.next(),
                                    moved.next().state(),
                                    moved.next().excluded(),
                                    new Troubles(
                                            moved.next().troubles().losses(),
                                            moved.next().troubles().inputRejectedBy(),
                                            false)))
                    : decision;
        }
    };

    @Override
    public LifeDecision decide(TaskLife life, LifeEvent event) {
        return told(life, life.decide(heard(life, event), LifeSimulation.RULES));
    }

    /** The event as the mutant hears it. */
    LifeEvent heard(TaskLife life, LifeEvent event) {
        return event;
    }

    /** The decision as the mutant tells it. */
    LifeDecision told(TaskLife life, LifeDecision decision) {
        return decision;
    }

    static Moved moving(Moved moved, TaskLife next) {
        return new Moved(next, moved.ended(), moved.money(), moved.failure(), moved.faults());
    }

    static TaskLife with(TaskLife life, TaskState state, Set<NodeAddress> excluded, Troubles troubles) {
        return new TaskLife(
                state,
                state == TaskState.LEASED ? life.lease() : Optional.empty(),
                life.draws(),
                excluded,
                life.exclusionsCleared(),
                troubles,
                life.result());
    }
}
