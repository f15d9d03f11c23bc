package network.cuckoo.scheduler.signals;

import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.task.Lane;

/** Says, after a commit, what may have changed. Never blocks and never fails. */
public interface Waker {
    /** There may be something to place; anything may have changed: a task that came back, a miner, an epoch. */
    void workChanged();

    /** A new task stands at the end of this lane. */
    void queued(Lane lane);

    /** A miner may have a free place. */
    void placeFreed();

    /** The task has a new event. */
    void taskChanged(TaskId task);

    /** The miner has a new lease or lost one. */
    void leasesChanged(NodeAddress node);
}
