package network.cuckoo.scheduler.jobs;

/** Does chores; says in a few words what came of it. */
@FunctionalInterface
public interface ChoreWork {
    /** Does the chore now, in this thread. */
    String run(Chore chore);
}
