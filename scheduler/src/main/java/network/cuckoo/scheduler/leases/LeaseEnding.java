package network.cuckoo.scheduler.leases;

import java.util.Optional;
import network.cuckoo.domain.task.LeaseEnd;
import network.cuckoo.domain.task.TaskFailure;
import network.cuckoo.scheduler.sessions.SessionStore;
import network.cuckoo.scheduler.tasks.TaskEnding;
import network.cuckoo.scheduler.tasks.TaskEvent.Kind;
import network.cuckoo.scheduler.tasks.TaskEvents;
import network.cuckoo.scheduler.tasks.TaskInputs;
import network.cuckoo.scheduler.tasks.TaskRow;
import network.cuckoo.scheduler.tasks.TaskStore;
import org.jooq.DSLContext;

/** Ends leases without a result. The caller holds the task's row, then the lease's. */
public final class LeaseEnding {
    private final TaskEnding tasks;
    private final int maxAttempts;

    public LeaseEnding(TaskEnding tasks, int maxAttempts) {
        this.tasks = tasks;
        this.maxAttempts = maxAttempts;
    }

    /** Ends a lease; the task goes back to the queue, without the loser where that is the miner's, or is given up. */
    public void lose(DSLContext tx, TaskRow task, LeaseRow lease, LeaseEnd reason, String detail) {
        LeaseStore.end(tx, lease, reason, detail);
        if (reason == LeaseEnd.NOT_PICKED_UP) {
            SessionStore.markUnanswered(tx, lease.session());
        }
        if (task.attempt() >= maxAttempts) {
            tasks.fail(
                    tx,
                    task,
                    TaskFailure.ATTEMPTS_EXHAUSTED,
                    task.attempt() + " attempts; the last ended " + reason + " " + detail);
            return;
        }
        TaskStore.requeue(tx, task, Optional.of(lease.node()).filter(node -> reason.excludesMiner()));
        var data = TaskInputs.object()
                .put("miner", lease.node().hex())
                .put("attempt", task.attempt())
                .put("reason", reason.name())
                .put("detail", detail);
        TaskEvents.append(tx, task.id(), Kind.REQUEUED, data);
    }

    /** Takes an unfinished task back for its app; a live lease on it ends. */
    public void cancel(DSLContext tx, TaskRow task) {
        LeaseStore.lockLiveOf(tx, task.id())
                .ifPresent(lease -> LeaseStore.end(tx, lease, LeaseEnd.CANCELLED, "cancelled by the app"));
        tasks.cancel(tx, task);
    }
}
