package network.cuckoo.scheduler.tasks;

import static network.cuckoo.db.generated.Tables.TASK_EVENT;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import network.cuckoo.db.RowsStatement;
import network.cuckoo.db.SqlFile;
import network.cuckoo.db.generated.tables.records.TaskEventRecord;
import network.cuckoo.domain.TaskId;
import network.cuckoo.scheduler.tasks.TaskEvent.Kind;
import org.jooq.DSLContext;

/** The only writer of the table {@code task_event}. Whoever appends holds the task's row or its live lease, so numbers have no gaps. */
public final class TaskEvents {
    private static final String APPEND = SqlFile.read(TaskEvents.class, "append_events.sql");

    private TaskEvents() {}

    /** Appends an event. */
    public static void append(DSLContext tx, TaskId task, Kind kind, ObjectNode data) {
        appendAll(tx, kind, List.of(new NewEvent(task, data)));
    }

    /** An event on its way. */
    public record NewEvent(TaskId task, ObjectNode data) {}

    /** Appends an event of one kind to each of these tasks. */
    public static void appendAll(DSLContext tx, Kind kind, List<NewEvent> events) {
        RowsStatement.of(tx, APPEND, events)
                .all(kind.name())
                .uuids(event -> event.task().value())
                .json(event -> event.data().toString())
                .executeEach();
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
