package network.cuckoo.scheduler.tasks;

import static network.cuckoo.db.generated.Tables.TASK;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import network.cuckoo.db.generated.tables.records.TaskRecord;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.task.TaskRequest;
import network.cuckoo.domain.task.TaskState;
import network.cuckoo.scheduler.clock.DatabaseClock;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.UpdateSetMoreStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The only writer of the table {@code task}. Changes are checked against the states that the domain allows. */
public final class TaskStore {
    private TaskStore() {}

    static void insert(DSLContext tx, TaskRow task, Optional<String> idempotencyKey) {
        TaskRequest request = task.request();
        tx.insertInto(TASK)
                .set(TASK.TASK_ID, task.id().value())
                .set(TASK.APP_ID, task.app().value())
                .set(TASK.MODEL, request.model().value())
                .set(TASK.MODEL_HASH, request.modelHash())
                .set(TASK.INPUT, TaskInputs.write(request.input()))
                .set(TASK.NONCE_HASH, request.nonce())
                .set(TASK.NONCE_FROM_APP, request.nonceFromApp())
                .set(TASK.REQUEST_HASH, task.requestHash())
                .set(TASK.IDEMPOTENCY_KEY, idempotencyKey.orElse(null))
                .set(TASK.PRICE_WEI, task.price().value())
                .set(TASK.PRIORITY, (short) task.priority())
                .set(TASK.STATE, task.state().name())
                .execute();
    }

    /** Whether any task waits for a miner. */
    public static boolean anyQueued(DSLContext read) {
        return read.fetchExists(DSL.selectOne().from(TASK).where(TASK.STATE.eq(DSL.inline(TaskState.QUEUED.name()))));
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

    static Optional<TaskRow> findByKey(DSLContext tx, AppId app, String idempotencyKey) {
        return tx.selectFrom(TASK)
                .where(TASK.APP_ID.eq(app.value()), TASK.IDEMPOTENCY_KEY.eq(idempotencyKey))
                .fetchOptional(TaskStore::row);
    }

    /** The update that gives the task to a miner by its next draw; for a batch. */
    public static Query leased(DSLContext tx, TaskRow task) {
        return changed(tx, task, TaskState.LEASED)
                .set(TASK.ATTEMPT, task.attempt() + 1)
                .set(TASK.EXCLUDED, bytes(task.excluded()))
                .set(TASK.EXCLUSIONS_CLEARED, task.exclusionsCleared())
                .setNull(TASK.WAITING_REASON)
                .where(
                        TASK.TASK_ID.eq(task.id().value()),
                        TASK.STATE.eq(task.state().name()));
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
                        .setNull(TASK.WAITING_REASON)
                        .where(
                                TASK.TASK_ID.eq(task.id().value()),
                                TASK.STATE.eq(task.state().name()))
                        .execute());
    }

    /** Says of these queued tasks why they wait; what already says so is left alone. */
    public static void waiting(DSLContext tx, Collection<TaskId> tasks, WaitingReason reason) {
        if (tasks.isEmpty()) {
            return;
        }
        tx.update(TASK)
                .set(TASK.WAITING_REASON, reason.name())
                .where(
                        TASK.TASK_ID.in(tasks.stream().map(TaskId::value).toList()),
                        TASK.STATE.eq(TaskState.QUEUED.name()),
                        TASK.WAITING_REASON.isDistinctFrom(reason.name()))
                .execute();
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

    private static byte[][] bytes(Set<NodeAddress> nodes) {
        return nodes.stream().sorted().map(node -> node.address().bytes()).toArray(byte[][]::new);
    }
}
