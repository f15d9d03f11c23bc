package network.cuckoo.scheduler.tasks;

import static network.cuckoo.db.generated.Tables.TASK_EVENT;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import network.cuckoo.db.generated.tables.records.TaskEventRecord;
import network.cuckoo.domain.TaskId;
import network.cuckoo.scheduler.clock.DatabaseClock;
import network.cuckoo.scheduler.tasks.TaskEvent.Kind;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Query;
import org.jooq.impl.DSL;

/** The only writer of the table {@code task_event}. Whoever appends holds the task's row, so numbers have no gaps. */
public final class TaskEvents {
    private TaskEvents() {}

    /** Appends an event. */
    public static void append(DSLContext tx, TaskId task, Kind kind, ObjectNode data) {
        appending(tx, task, kind, data).execute();
    }

    /** The insert that appends an event; for a batch. */
    public static Query appending(DSLContext tx, TaskId task, Kind kind, ObjectNode data) {
        var next = DSL.select(
                        DSL.val(task.value()),
                        DSL.coalesce(DSL.max(TASK_EVENT.SEQ), 0).plus(1),
                        DSL.val(kind.name()),
                        DSL.val(JSONB.valueOf(data.toString())),
                        DatabaseClock.now())
                .from(TASK_EVENT)
                .where(TASK_EVENT.TASK_ID.eq(task.value()));
        return tx.insertInto(
                        TASK_EVENT, TASK_EVENT.TASK_ID, TASK_EVENT.SEQ, TASK_EVENT.KIND, TASK_EVENT.DATA, TASK_EVENT.AT)
                .select(next);
    }

    static List<TaskEvent> after(DSLContext read, TaskId task, int afterSeq, int limit) {
        return read.selectFrom(TASK_EVENT)
                .where(TASK_EVENT.TASK_ID.eq(task.value()), TASK_EVENT.SEQ.gt(afterSeq))
                .orderBy(TASK_EVENT.SEQ)
                .limit(limit)
                .fetch(TaskEvents::event);
    }

    private static TaskEvent event(TaskEventRecord event) {
        return new TaskEvent(
                new TaskId(event.getTaskId()),
                event.getSeq(),
                Kind.valueOf(event.getKind()),
                (ObjectNode) TaskInputs.parse(event.getData()),
                event.getAt());
    }
}
