package network.cuckoo.scheduler.rounds;

import java.util.List;
import java.util.UUID;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.TaskId;

/** What a round came to. */
public sealed interface RoundReport {
    /** Another process's round was running; nothing was done here. */
    record AnotherRuns() implements RoundReport {}

    /**
     * The round ran.
     *
     * @param assigned tasks and their miners in the order of their draws
     * @param waiting tasks that nobody could take
     * @param failed tasks given up: every miner had lost them
     * @param full whether the round's limit was reached, so that there may be more to do
     */
    record Ran(UUID round, List<Placed> assigned, List<TaskId> waiting, List<TaskId> failed, boolean full)
            implements RoundReport {
        public Ran {
            assigned = List.copyOf(assigned);
            waiting = List.copyOf(waiting);
            failed = List.copyOf(failed);
        }

        /** Whether a task was placed, tried or given up. */
        public boolean didSomething() {
            return !(assigned.isEmpty() && waiting.isEmpty() && failed.isEmpty());
        }
    }

    /** A task and the miner that was drawn for it. */
    record Placed(TaskId task, NodeAddress miner) {}

    /** One line for people. */
    default String summary() {
        return switch (this) {
            case AnotherRuns ignored -> "another round was running";
            case Ran ran ->
                ran.assigned().size() + " assigned, " + ran.waiting().size() + " waiting, "
                        + ran.failed().size() + " given up";
        };
    }
}
