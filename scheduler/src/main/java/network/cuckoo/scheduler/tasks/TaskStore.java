package network.cuckoo.scheduler.tasks;

import static network.cuckoo.db.generated.Tables.TASK;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import network.cuckoo.db.RowsStatement;
import network.cuckoo.db.SqlFile;
import network.cuckoo.db.generated.tables.records.TaskRecord;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.task.TaskRequest;
import network.cuckoo.domain.task.TaskState;
import network.cuckoo.scheduler.clock.DatabaseClock;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.UpdateSetMoreStep;
import org.jspecify.annotations.Nullable;

/** The only writer of the table {@code task}. Changes are checked against the states that the domain allows. */
public final class TaskStore {
    private static final String INSERT = SqlFile.read(TaskStore.class, "insert.sql");
    private static final String FIND_BY_KEY = SqlFile.read(TaskStore.class, "find_by_key.sql");
    private static final String LOCK = SqlFile.read(TaskStore.class, "lock.sql");
    private static final String LOCK_QUEUED = SqlFile.read(TaskStore.class, "lock_queued.sql");
    private static final String LEASE = SqlFile.read(TaskStore.class, "lease.sql");
    private static final String SUCCEED = SqlFile.read(TaskStore.class, "succeed.sql");

    private TaskStore() {}

    /** A task to store, what its app asked for besides, and the key that it gave it. */
    record NewTask(TaskRow row, TaskTerms terms, Optional<String> idempotencyKey) {}

    /** A stored task's place in its queue, and when it was stored. */
    record Stored(TaskId id, long queueSeq, Instant at) {}

    /** Stores new tasks; what is stored must also be put into the queue. */
    static List<Stored> insertAll(DSLContext tx, List<NewTask> tasks) {
        return RowsStatement.of(tx, INSERT, tasks)
                .uuids(task -> task.row().id().value())
                .uuids(task -> task.row().app().value())
                .texts(task -> task.row().request().model().value())
                .hashes(task -> task.row().request().modelHash())
                .json(task -> TaskInputs.write(task.row().request().input()).data())
                .hashes(task -> task.row().request().nonce())
                .flags(task -> task.row().request().nonceFromApp())
                .hashes(task -> task.row().requestHash())
                .texts(task -> task.idempotencyKey().orElse(null))
                .numerics(task -> task.row().price().value())
                .integers(task -> task.row().priority())
                .fetch(row -> new Stored(
                        new TaskId(row.getObject("task_id", UUID.class)),
                        row.getLong("queue_seq"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()));
    }

    /** An app's task under one of its keys. */
    record KeyedTask(AppId app, String idempotencyKey, TaskRow task) {}

    static List<KeyedTask> findByKeys(DSLContext tx, List<NewTask> keyed) {
        if (keyed.isEmpty()) {
            return List.of();
        }
        return RowsStatement.of(tx, FIND_BY_KEY, keyed)
                .uuids(task -> task.row().app().value())
                .texts(task -> task.idempotencyKey().orElse(null))
                .fetch(row -> new KeyedTask(
                        new AppId(row.getObject("app_id", UUID.class)), row.getString("idempotency_key"), row(row)));
    }

    /** Those of the tasks that are there, held until the transaction ends, by id. Tasks are locked before leases and accounts. */
    public static Map<TaskId, TaskRow> lockAll(DSLContext tx, Collection<TaskId> tasks) {
        return byId(locked(tx, LOCK, tasks));
    }

    /** Those of the tasks that are queued and that nobody else holds, held until the transaction ends, by id. */
    public static Map<TaskId, TaskRow> lockQueued(DSLContext tx, Collection<TaskId> tasks) {
        return byId(locked(tx, LOCK_QUEUED, tasks));
    }

    private static List<TaskRow> locked(DSLContext tx, String sql, Collection<TaskId> tasks) {
        return RowsStatement.of(tx, sql, tasks).uuids(TaskId::value).fetch(TaskStore::row);
    }

    private static Map<TaskId, TaskRow> byId(List<TaskRow> tasks) {
        return tasks.stream().collect(Collectors.toMap(TaskRow::id, Function.identity()));
    }

    /** The task, held until the transaction ends. Tasks are locked before leases and accounts. */
    public static Optional<TaskRow> lock(DSLContext tx, TaskId task) {
        return tx.selectFrom(TASK)
                .where(TASK.TASK_ID.eq(task.value()))
                .forNoKeyUpdate()
                .fetchOptional(TaskStore::row);
    }

    /** Those of the tasks that nobody else holds, held in the order of their ids. */
    public static List<TaskRow> lockFree(DSLContext tx, Collection<TaskId> tasks) {
        return tx.selectFrom(TASK)
                .where(TASK.TASK_ID.in(tasks.stream().map(TaskId::value).toList()))
                .orderBy(TASK.TASK_ID)
                .forNoKeyUpdate()
                .skipLocked()
                .fetch(TaskStore::row);
    }

    /** Gives queued tasks, held, to the miners of their next draws. */
    public static void leaseAll(DSLContext tx, List<TaskRow> tasks) {
        tasks.forEach(task -> task.state().become(TaskState.LEASED));
        RowsStatement.of(tx, LEASE, tasks)
                .uuids(task -> task.id().value())
                .integers(task -> task.attempt() + 1)
                .flags(TaskRow::exclusionsCleared)
                .executeEach();
    }

    /** Ends leased tasks, held, with their results. */
    public static void succeedAll(DSLContext tx, List<TaskRow> tasks) {
        tasks.forEach(task -> task.state().become(TaskState.SUCCEEDED));
        RowsStatement.of(tx, SUCCEED, tasks).uuids(task -> task.id().value()).executeEach();
    }

    /** Puts a leased task back into the queue, without the miner if one is named. */
    public static void requeue(DSLContext tx, TaskRow task, Optional<NodeAddress> loser) {
        Set<NodeAddress> excluded = new HashSet<>(task.excluded());
        loser.ifPresent(excluded::add);
        expectOne(
                task,
                changed(tx, task, TaskState.QUEUED)
                        .set(TASK.EXCLUDED, bytes(excluded))
                        .where(
                                TASK.TASK_ID.eq(task.id().value()),
                                TASK.STATE.eq(task.state().name()))
                        .execute());
        TaskQueue.add(tx, List.of(task.id()));
    }

    /** Ends a task. A failure has a code and a detail. */
    public static void finish(
            DSLContext tx,
            TaskRow task,
            TaskState state,
            @Nullable String failureCode,
            @Nullable String failureDetail) {
        expectOne(
                task,
                changed(tx, task, state)
                        .set(TASK.FAILURE_CODE, failureCode)
                        .set(TASK.FAILURE_DETAIL, failureDetail)
                        .set(TASK.FINISHED_AT, DatabaseClock.now())
                        .where(
                                TASK.TASK_ID.eq(task.id().value()),
                                TASK.STATE.eq(task.state().name()))
                        .execute());
        if (task.state() == TaskState.QUEUED) {
            TaskQueue.remove(tx, List.of(task.id()));
        }
    }

    private static UpdateSetMoreStep<TaskRecord> changed(DSLContext tx, TaskRow task, TaskState next) {
        return tx.update(TASK).set(TASK.STATE, task.state().become(next).name());
    }

    private static void expectOne(TaskRow task, int updated) {
        if (updated != 1) {
            throw new IllegalStateException("task " + task.id() + " is no longer " + task.state());
        }
    }

    /** The row of a record of the table. */
    public static TaskRow row(TaskRecord task) {
        return new TaskRow(
                new TaskId(task.getTaskId()),
                new AppId(task.getAppId()),
                new TaskRequest(
                        new ModelId(task.getModel()),
                        task.getModelHash(),
                        TaskInputs.read(task.getInput()),
                        task.getNonceHash(),
                        task.getNonceFromApp()),
                task.getRequestHash(),
                task.getPriority(),
                new Wei(task.getPriceWei()),
                TaskState.valueOf(task.getState()),
                task.getAttempt(),
                Arrays.stream(task.getExcluded())
                        .map(bytes -> new NodeAddress(Address.of(bytes)))
                        .collect(Collectors.toUnmodifiableSet()),
                task.getExclusionsCleared());
    }

    /** The task of a row with all of the table's columns. */
    public static TaskRow row(ResultSet task) throws SQLException {
        return new TaskRow(
                new TaskId(task.getObject("task_id", UUID.class)),
                new AppId(task.getObject("app_id", UUID.class)),
                new TaskRequest(
                        new ModelId(task.getString("model")),
                        Hash32.of(task.getBytes("model_hash")),
                        TaskInputs.read(JSONB.valueOf(task.getString("input"))),
                        Hash32.of(task.getBytes("nonce_hash")),
                        task.getBoolean("nonce_from_app")),
                Hash32.of(task.getBytes("request_hash")),
                task.getInt("priority"),
                new Wei(task.getBigDecimal("price_wei").toBigIntegerExact()),
                TaskState.valueOf(task.getString("state")),
                task.getInt("attempt"),
                nodes((Object[]) task.getArray("excluded").getArray()),
                task.getBoolean("exclusions_cleared"));
    }

    private static Set<NodeAddress> nodes(Object[] addresses) {
        return Arrays.stream(addresses)
                .map(bytes -> new NodeAddress(Address.of((byte[]) bytes)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static byte[][] bytes(Set<NodeAddress> nodes) {
        return nodes.stream().sorted().map(node -> node.address().bytes()).toArray(byte[][]::new);
    }
}
