package network.cuckoo.scheduler.tasks;

import network.cuckoo.domain.task.TaskFailure;
import network.cuckoo.domain.task.TaskState;
import network.cuckoo.scheduler.ledger.Ledger;
import network.cuckoo.scheduler.tasks.TaskEvent.Kind;
import org.jooq.DSLContext;

/** Ends tasks without a result, and gives their price back. The caller holds the task's row and has ended its lease. */
public final class TaskEnding {
    private static final int MAX_DETAIL_CHARACTERS = 500;

    private final Ledger ledger;

    public TaskEnding(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Gives the task up. */
    public void fail(DSLContext tx, TaskRow task, TaskFailure failure, String detail) {
        String shortDetail = detail.substring(0, Math.min(MAX_DETAIL_CHARACTERS, detail.length()));
        TaskStore.finish(tx, task, TaskState.FAILED, failure.code(), shortDetail);
        ledger.release(tx, task.id(), task.app(), task.price());
        var data = TaskInputs.object().put("code", failure.code()).put("detail", shortDetail);
        TaskEvents.append(tx, task.id(), Kind.FAILED, data);
    }

    /** Takes the task back for its app. */
    public void cancel(DSLContext tx, TaskRow task) {
        TaskStore.finish(tx, task, TaskState.CANCELLED, null, null);
        ledger.release(tx, task.id(), task.app(), task.price());
        TaskEvents.append(tx, task.id(), Kind.CANCELLED, TaskInputs.object());
    }
}
