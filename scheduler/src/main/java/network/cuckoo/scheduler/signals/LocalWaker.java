package network.cuckoo.scheduler.signals;

import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.task.Lane;

/** Hints within this process. */
public final class LocalWaker implements Waker {
    private final Signals<TaskId> tasks = new Signals<>();
    private final Signals<NodeAddress> leases = new Signals<>();
    private final WorkFlag work = new WorkFlag();
    private final QueueHints queue = new QueueHints();

    /** Hints about tasks. */
    public Signals<TaskId> tasks() {
        return tasks;
    }

    /** Hints about miners' leases. */
    public Signals<NodeAddress> leases() {
        return leases;
    }

    /** Whether a round may find work. */
    public WorkFlag work() {
        return work;
    }

    /** Where new tasks stand. */
    public QueueHints queue() {
        return queue;
    }

    @Override
    public void workChanged() {
        queue.anywhere();
        work.raise();
    }

    @Override
    public void queued(Lane lane) {
        queue.at(lane);
        work.raise();
    }

    @Override
    public void placeFreed() {
        work.raise();
    }

    @Override
    public void taskChanged(TaskId task) {
        tasks.signal(task);
    }

    @Override
    public void leasesChanged(NodeAddress node) {
        leases.signal(node);
    }

    /** Everything may have changed: hints may have been missed. */
    public void everythingChanged() {
        tasks.signalAll();
        leases.signalAll();
        workChanged();
    }
}
