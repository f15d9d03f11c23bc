package network.cuckoo.scheduler.tasks;

import static network.cuckoo.db.generated.Tables.LEASE;
import static network.cuckoo.db.generated.Tables.TASK;
import static network.cuckoo.db.generated.Tables.TASK_DEADLINE;

import java.time.Duration;
import java.util.List;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.task.LeaseState;
import network.cuckoo.domain.task.TaskState;
import network.cuckoo.scheduler.clock.DatabaseClock;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** The only writer of the table {@code task_deadline}. */
public final class TaskDeadlines {
    private TaskDeadlines() {}

    /** Sets a new task's deadline, by the database's clock. */
    static void set(DSLContext tx, TaskId task, Duration deadline) {
        tx.insertInto(TASK_DEADLINE)
                .set(TASK_DEADLINE.TASK_ID, task.value())
                .set(TASK_DEADLINE.DEADLINE_AT, DatabaseClock.in(deadline))
                .execute();
    }

    /** Tasks past their deadline that no miner was told of, longest first. */
    public static List<TaskId> due(DSLContext read, int limit) {
        Condition isWorkedOn = DSL.exists(DSL.selectOne()
                .from(LEASE)
                .where(LEASE.TASK_ID.eq(TASK_DEADLINE.TASK_ID))
                .and(LEASE.STATE.in(LeaseState.OFFERED.name(), LeaseState.STARTED.name())));
        return read.select(TASK_DEADLINE.TASK_ID)
                .from(TASK_DEADLINE)
                .join(TASK)
                .on(TASK.TASK_ID.eq(TASK_DEADLINE.TASK_ID))
                .where(isPassed(), TASK.STATE.in(TaskState.QUEUED.name(), TaskState.LEASED.name()))
                .andNot(isWorkedOn)
                .orderBy(TASK_DEADLINE.DEADLINE_AT)
                .limit(limit)
                .fetch(row -> new TaskId(row.value1()));
    }

    /** Looks no more at deadlines of tasks that are finished. */
    public static void closeFinished(DSLContext tx) {
        tx.update(TASK_DEADLINE)
                .set(TASK_DEADLINE.IS_OVER, true)
                .from(TASK)
                .where(TASK.TASK_ID.eq(TASK_DEADLINE.TASK_ID), isPassed(), TASK.FINISHED_AT.isNotNull())
                .execute();
    }

    private static Condition isPassed() {
        return TASK_DEADLINE.DEADLINE_AT.lt(DatabaseClock.now()).andNot(TASK_DEADLINE.IS_OVER);
    }
}
