package network.cuckoo.scheduler.tasks;

import static network.cuckoo.db.generated.Tables.TASK_RETRY;

import network.cuckoo.domain.TaskId;
import org.jooq.DSLContext;

/** The only writer of the table {@code task_retry}. */
final class TaskRetries {
    private TaskRetries() {}

    /** Says that a new task repeats one that was given up; a second one can't. */
    static void insert(DSLContext tx, TaskId task, TaskId retryOf) {
        tx.insertInto(TASK_RETRY)
                .set(TASK_RETRY.TASK_ID, task.value())
                .set(TASK_RETRY.RETRY_OF, retryOf.value())
                .execute();
    }
}
