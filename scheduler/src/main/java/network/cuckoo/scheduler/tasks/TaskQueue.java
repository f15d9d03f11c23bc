package network.cuckoo.scheduler.tasks;

import static network.cuckoo.db.generated.Tables.MODEL_QUEUE;
import static network.cuckoo.db.generated.Tables.TASK_QUEUE;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import network.cuckoo.db.RowsStatement;
import network.cuckoo.db.SqlFile;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.task.Lane;
import network.cuckoo.scheduler.clock.DatabaseClock;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The only writer of {@code task_queue}, which has a row for each task that is QUEUED, and of {@code model_queue}. */
public final class TaskQueue {
    private static final String ENQUEUE = SqlFile.read(TaskQueue.class, "enqueue.sql");
    private static final String LANES = SqlFile.read(TaskQueue.class, "lanes.sql");
    private static final String HEADS = SqlFile.read(TaskQueue.class, "heads.sql");
    private static final String LIMIT = "1000 /* each */";

    private TaskQueue() {}

    /**
     * A task at the head of its lane.
     *
     * @param settled whether it has been in the queue for long enough that no older one of its lane can still appear: its
     *     transaction would have to last 250 ms
     */
    public record Head(TaskId task, Lane lane, long queueSeq, Wei price, boolean settled) {}

    /** Queues tasks, at the places that they got when they were stored. */
    static void add(DSLContext tx, Collection<TaskId> tasks) {
        RowsStatement.of(tx, ENQUEUE, tasks).uuids(TaskId::value).executeEach();
    }

    /** Takes tasks out of the queue. */
    public static void remove(DSLContext tx, Collection<TaskId> tasks) {
        int removed = tx.deleteFrom(TASK_QUEUE)
                .where(TASK_QUEUE.TASK_ID.eq(
                        DSL.any(tasks.stream().map(TaskId::value).toArray(UUID[]::new))))
                .execute();
        if (removed != tasks.size()) {
            throw new IllegalStateException(tasks.size() + " tasks were to leave the queue, which had " + removed);
        }
    }

    /** The lanes of a model that are not empty. */
    public static Set<Lane> lanes(DSLContext read, ModelId model) {
        return RowsStatement.of(read, LANES, List.of(model))
                .all(model.value())
                .all(model.value())
                .all(model.value())
                .fetch(row -> new Lane(model, new AppId(row.getObject("app_id", UUID.class)), row.getInt("priority")))
                .stream()
                .collect(Collectors.toSet());
    }

    /**
     * The heads of lanes, oldest first in each.
     *
     * @param from the place in each lane before which all are gone
     * @param each most of one lane
     */
    public static List<Head> heads(DSLContext read, ModelId model, Map<Lane, Long> from, int each) {
        String sql = HEADS.replace(LIMIT, Integer.toString(each));
        return RowsStatement.of(read, sql, from.entrySet())
                .uuids(lane -> lane.getKey().app().value())
                .integers(lane -> lane.getKey().priority())
                .longs(Map.Entry::getValue)
                .all(model.value())
                .fetch(row -> new Head(
                        new TaskId(row.getObject("task_id", UUID.class)),
                        new Lane(model, new AppId(row.getObject("app_id", UUID.class)), row.getInt("priority")),
                        row.getLong("queue_seq"),
                        new Wei(row.getBigDecimal("price_wei").toBigIntegerExact()),
                        row.getBoolean("settled")));
    }

    /** Says of these queued tasks why they in particular wait. */
    public static void waiting(DSLContext tx, Collection<TaskId> tasks, WaitingReason reason) {
        if (!tasks.isEmpty()) {
            tx.update(TASK_QUEUE)
                    .set(TASK_QUEUE.WAITING_REASON, reason.name())
                    .where(TASK_QUEUE.TASK_ID.eq(
                            DSL.any(tasks.stream().map(TaskId::value).toArray(UUID[]::new))))
                    .and(TASK_QUEUE.WAITING_REASON.isDistinctFrom(reason.name()))
                    .execute();
        }
    }

    /** Says why the tasks of a model wait; empty when none has to. */
    public static void waiting(DSLContext tx, ModelId model, Optional<WaitingReason> reason) {
        @Nullable String name = reason.map(WaitingReason::name).orElse(null);
        tx.insertInto(MODEL_QUEUE)
                .set(MODEL_QUEUE.MODEL, model.value())
                .set(MODEL_QUEUE.WAITING_REASON, name)
                .onConflict(MODEL_QUEUE.MODEL)
                .doUpdate()
                .set(MODEL_QUEUE.WAITING_REASON, name)
                .set(MODEL_QUEUE.SINCE, DatabaseClock.now())
                .where(MODEL_QUEUE.WAITING_REASON.isDistinctFrom(name))
                .execute();
    }
}
