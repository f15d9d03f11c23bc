package network.cuckoo.scheduler.signals;

import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.TaskId;

/** Says, after a commit, what may have changed. Never blocks and never fails. */
public interface Waker {
    /** There may be something to place: a task, a free place, a miner. */
    void workChanged();

    /** The task has a new event. */
    void taskChanged(TaskId task);

    /** The miner has a new lease or lost one. */
    void leasesChanged(NodeAddress node);
}
