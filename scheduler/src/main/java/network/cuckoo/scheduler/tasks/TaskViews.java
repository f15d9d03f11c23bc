package network.cuckoo.scheduler.tasks;

import static network.cuckoo.db.generated.Tables.ASSIGNMENT;
import static network.cuckoo.db.generated.Tables.BLOB;
import static network.cuckoo.db.generated.Tables.EPOCH;
import static network.cuckoo.db.generated.Tables.MODEL_QUEUE;
import static network.cuckoo.db.generated.Tables.TASK;
import static network.cuckoo.db.generated.Tables.TASK_DEADLINE;
import static network.cuckoo.db.generated.Tables.TASK_QUEUE;
import static network.cuckoo.db.generated.Tables.TASK_RESULT;
import static network.cuckoo.db.generated.Tables.TASK_RETRY;
import static network.cuckoo.db.generated.Tables.TASK_TROUBLE;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import network.cuckoo.db.Database;
import network.cuckoo.db.generated.Routines;
import network.cuckoo.db.generated.tables.TaskRetry;
import network.cuckoo.db.generated.tables.records.TaskRecord;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.EpochNumber;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.Wei;
import network.cuckoo.scheduler.draws.DrawJson;
import network.cuckoo.scheduler.tasks.TaskView.Assigned;
import network.cuckoo.scheduler.tasks.TaskView.Course;
import network.cuckoo.scheduler.tasks.TaskView.Failure;
import network.cuckoo.scheduler.tasks.TaskView.Output;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Reads tasks with their last draw and their output. */
final class TaskViews {
    private static final Field<BigInteger> WEIGHT = Routines.epochWeightOf(
                    ASSIGNMENT.EPOCH_ID,
                    ASSIGNMENT.NODE_ADDRESS.coerce(SQLDataType.VARBINARY),
                    ASSIGNMENT.OWNER_ADDRESS.coerce(SQLDataType.VARBINARY))
            .cast(SQLDataType.DECIMAL_INTEGER)
            .as("weight_wei");
    private static final Field<Integer> SIZE =
            DSL.function("octet_length", SQLDataType.INTEGER, BLOB.BYTES).as("size_bytes");

    private static final Field<String> REASON =
            DSL.coalesce(TASK_QUEUE.WAITING_REASON, MODEL_QUEUE.WAITING_REASON).as("waiting_reason");
    private static final TaskRetry LATER = TASK_RETRY.as("later");

    private final Database database;

    TaskViews(Database database) {
        this.database = database;
    }

    TaskView get(TaskId task) {
        return get(database.read(), task);
    }

    TaskView get(DSLContext read, TaskId task) {
        return find(read, task).orElseThrow(() -> new IllegalStateException("task " + task + " is not there"));
    }

    Optional<TaskView> find(TaskId task) {
        return find(database.read(), task);
    }

    private static Optional<TaskView> find(DSLContext read, TaskId task) {
        return select(read, TASK.TASK_ID.eq(task.value()), 1).stream().findFirst();
    }

    List<TaskView> list(AppId app, int limit, Optional<TaskId> before) {
        return list(TASK.APP_ID.eq(app.value()), limit, before);
    }

    List<TaskView> list(Condition which, int limit, Optional<TaskId> before) {
        Condition older = before.map(task -> TASK.TASK_ID.lt(task.value())).orElse(DSL.noCondition());
        return select(database.read(), which.and(older), limit);
    }

    Optional<byte[]> outputBytes(TaskId task) {
        return database.read()
                .select(BLOB.BYTES)
                .from(TASK_RESULT)
                .join(BLOB)
                .on(BLOB.BLOB_HASH.eq(TASK_RESULT.OUTPUT_HASH))
                .where(TASK_RESULT.TASK_ID.eq(task.value()))
                .fetchOptional(BLOB.BYTES);
    }

    private static List<TaskView> select(DSLContext read, Condition condition, int limit) {
        Select<? extends Record> tasks = read.select(TASK.asterisk(), ASSIGNMENT.asterisk(), TASK_RESULT.asterisk())
                .select(EPOCH.NUMBER, EPOCH.TOTAL_WEI, WEIGHT, SIZE, REASON)
                .select(TASK_TROUBLE.LOSSES, TASK_DEADLINE.DEADLINE_AT, TASK_RETRY.RETRY_OF, LATER.TASK_ID)
                .from(TASK)
                .leftJoin(ASSIGNMENT)
                .on(ASSIGNMENT.TASK_ID.eq(TASK.TASK_ID), ASSIGNMENT.ATTEMPT.eq(TASK.ATTEMPT))
                .leftJoin(EPOCH)
                .on(EPOCH.EPOCH_ID.eq(ASSIGNMENT.EPOCH_ID))
                .leftJoin(TASK_RESULT)
                .on(TASK_RESULT.TASK_ID.eq(TASK.TASK_ID))
                .leftJoin(BLOB)
                .on(BLOB.BLOB_HASH.eq(TASK_RESULT.OUTPUT_HASH))
                .leftJoin(TASK_QUEUE)
                .on(TASK_QUEUE.TASK_ID.eq(TASK.TASK_ID))
                .leftJoin(MODEL_QUEUE)
                .on(MODEL_QUEUE.MODEL.eq(TASK_QUEUE.MODEL))
                .leftJoin(TASK_TROUBLE)
                .on(TASK_TROUBLE.TASK_ID.eq(TASK.TASK_ID))
                .leftJoin(TASK_DEADLINE)
                .on(TASK_DEADLINE.TASK_ID.eq(TASK.TASK_ID))
                .leftJoin(TASK_RETRY)
                .on(TASK_RETRY.TASK_ID.eq(TASK.TASK_ID))
                .leftJoin(LATER)
                .on(LATER.RETRY_OF.eq(TASK.TASK_ID))
                .where(condition)
                .orderBy(TASK.TASK_ID.desc())
                .limit(limit);
        return tasks.fetch().map(TaskViews::view);
    }

    private static TaskView view(Record row) {
        TaskRecord stored = row.into(TASK);
        TaskRow task = TaskStore.row(stored);
        return new TaskView(
                task.id(),
                task.app(),
                task.request(),
                task.requestHash(),
                task.priority(),
                task.price(),
                task.state(),
                task.attempt(),
                Optional.ofNullable(row.get(REASON)).map(WaitingReason::valueOf),
                Optional.ofNullable(row.get(ASSIGNMENT.LEASE_ID)).map(lease -> assigned(row, new LeaseId(lease))),
                Optional.ofNullable(row.get(TASK_RESULT.LEASE_ID)).map(lease -> output(row, new LeaseId(lease))),
                Optional.ofNullable(stored.getFailureCode()).map(code -> new Failure(code, stored.getFailureDetail())),
                stored.getCreatedAt(),
                Optional.ofNullable(stored.getFinishedAt()),
                course(row));
    }

    private static Course course(Record row) {
        return new Course(
                Optional.ofNullable(row.get(TASK_TROUBLE.LOSSES)).orElse(0),
                Optional.ofNullable(row.get(TASK_DEADLINE.DEADLINE_AT)),
                Optional.ofNullable(row.get(TASK_RETRY.RETRY_OF)).map(TaskId::new),
                Optional.ofNullable(row.get(LATER.TASK_ID)).map(TaskId::new));
    }

    private static Assigned assigned(Record row, LeaseId lease) {
        return new Assigned(
                lease,
                row.get(ASSIGNMENT.ATTEMPT),
                new NodeAddress(row.get(ASSIGNMENT.NODE_ADDRESS)),
                new OwnerAddress(row.get(ASSIGNMENT.OWNER_ADDRESS)),
                new EpochNumber(row.get(EPOCH.NUMBER)),
                new Wei(row.get(WEIGHT)),
                new Wei(row.get(EPOCH.TOTAL_WEI)),
                DrawJson.skips(TaskInputs.parse(row.get(ASSIGNMENT.DRAW))),
                row.get(ASSIGNMENT.ASSIGNED_AT));
    }

    private static Output output(Record row, LeaseId lease) {
        return new Output(
                lease,
                row.get(TASK_RESULT.MEDIA_TYPE),
                row.get(TASK_RESULT.OUTPUT_HASH),
                row.get(SIZE),
                row.get(TASK_RESULT.GPU_MILLIS),
                row.get(TASK_RESULT.ACCEPTED_AT));
    }
}
