package network.cuckoo.api.open;

import static network.cuckoo.db.generated.Tables.ASSIGNMENT;
import static network.cuckoo.db.generated.Tables.BLOCK;
import static network.cuckoo.db.generated.Tables.EPOCH;
import static network.cuckoo.db.generated.Tables.INDEX_CURSOR;
import static network.cuckoo.db.generated.Tables.MODEL_QUEUE;
import static network.cuckoo.db.generated.Tables.TASK;
import static network.cuckoo.db.generated.Tables.TASK_QUEUE;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import network.cuckoo.db.Database;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.task.TaskState;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Reads where chain, epoch and tasks stand. */
final class NetworkReader {
    private static final int RECENT_TASKS = 12;

    private static final Field<String> WAITING_REASON =
            DSL.coalesce(TASK_QUEUE.WAITING_REASON, MODEL_QUEUE.WAITING_REASON).as("waiting_reason");

    private final Database database;

    NetworkReader(Database database) {
        this.database = database;
    }

    /**
     * How far the chain is indexed.
     *
     * @param lagBlocks blocks that the node has and the index has not
     * @param lagSeconds how much younger the node's newest block is than the newest indexed one
     * @param blockAgeSeconds how long ago the newest indexed block was made; grows while the node does not answer, too
     */
    record Chain(long blockNumber, long headNumber, long lagBlocks, long lagSeconds, long blockAgeSeconds) {}

    /** The epoch that draws use now. */
    record Epoch(long number, int periodSeconds, long beginBlockNumber, Wei totalWei, int miners) {}

    /** A task without what was asked. */
    record RecentTask(
            TaskId id,
            String model,
            TaskState state,
            int attempt,
            @Nullable Address miner,
            @Nullable String waitingReason,
            Instant createdAt,
            @Nullable Instant finishedAt) {}

    Optional<Chain> chain() {
        var now = DSL.field("extract(epoch from clock_timestamp())::bigint", Long.class);
        return database.read()
                .select(
                        INDEX_CURSOR.BLOCK_NUMBER,
                        INDEX_CURSOR.CHAIN_HEAD,
                        INDEX_CURSOR.CHAIN_HEAD_TIME,
                        BLOCK.BLOCK_TIME,
                        now)
                .from(INDEX_CURSOR)
                .join(BLOCK)
                .on(BLOCK.BLOCK_HASH.eq(INDEX_CURSOR.BLOCK_HASH))
                .fetchOptional(row -> new Chain(
                        row.value1(),
                        row.value2(),
                        Math.max(0, row.value2() - row.value1()),
                        Math.max(0, row.value3() - row.value4()),
                        Math.max(0, row.value5() - row.value4())));
    }

    Optional<Epoch> epoch() {
        return database.read()
                .selectFrom(EPOCH)
                .where(EPOCH.VOIDED_AT.isNull())
                .orderBy(EPOCH.NUMBER.desc())
                .limit(1)
                .fetchOptional(row -> new Epoch(
                        row.getNumber(),
                        row.getPeriodSeconds(),
                        row.getBeginBlockNumber(),
                        new Wei(row.getTotalWei()),
                        row.getMiners()));
    }

    List<RecentTask> recentTasks() {
        return database.read()
                .select(TASK.TASK_ID, TASK.MODEL, TASK.STATE, TASK.ATTEMPT, TASK.CREATED_AT, WAITING_REASON)
                .select(TASK.FINISHED_AT, ASSIGNMENT.NODE_ADDRESS)
                .from(TASK)
                .leftJoin(ASSIGNMENT)
                .on(ASSIGNMENT.TASK_ID.eq(TASK.TASK_ID), ASSIGNMENT.ATTEMPT.eq(TASK.ATTEMPT))
                .leftJoin(TASK_QUEUE)
                .on(TASK_QUEUE.TASK_ID.eq(TASK.TASK_ID))
                .leftJoin(MODEL_QUEUE)
                .on(MODEL_QUEUE.MODEL.eq(TASK_QUEUE.MODEL))
                .orderBy(TASK.TASK_ID.desc())
                .limit(RECENT_TASKS)
                .fetch(row -> new RecentTask(
                        new TaskId(row.get(TASK.TASK_ID)),
                        row.get(TASK.MODEL),
                        TaskState.valueOf(row.get(TASK.STATE)),
                        row.get(TASK.ATTEMPT),
                        row.get(ASSIGNMENT.NODE_ADDRESS),
                        row.get(WAITING_REASON),
                        row.get(TASK.CREATED_AT),
                        row.get(TASK.FINISHED_AT)));
    }
}
