package network.cuckoo.scheduler.tasks;

import static network.cuckoo.db.generated.Tables.TASK_TROUBLE;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import network.cuckoo.db.generated.tables.records.TaskTroubleRecord;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.task.Troubles;
import org.jooq.DSLContext;

/** The only writer of the table {@code task_trouble}. Whoever writes holds the task's row. */
public final class TaskTroubles {
    private TaskTroubles() {}

    /** What the task has gone through. */
    public static Troubles of(DSLContext read, TaskId task) {
        return read.selectFrom(TASK_TROUBLE)
                .where(TASK_TROUBLE.TASK_ID.eq(task.value()))
                .fetchOptional(TaskTroubles::troubles)
                .orElse(Troubles.NONE);
    }

    /** Those of the tasks whose next draw is among miners with a free place only. */
    public static Set<TaskId> freeOnly(DSLContext read, Collection<TaskId> tasks) {
        return read
                .select(TASK_TROUBLE.TASK_ID)
                .from(TASK_TROUBLE)
                .where(TASK_TROUBLE.TASK_ID.in(tasks.stream().map(TaskId::value).toList()))
                .and(TASK_TROUBLE.FREE_ONLY)
                .stream()
                .map(row -> new TaskId(row.value1()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Keeps what the task has gone through. */
    public static void keep(DSLContext tx, TaskId task, Troubles troubles) {
        byte[][] rejectedBy = troubles.inputRejectedBy().stream()
                .sorted()
                .map(node -> node.address().bytes())
                .toArray(byte[][]::new);
        tx.insertInto(TASK_TROUBLE)
                .set(TASK_TROUBLE.TASK_ID, task.value())
                .set(TASK_TROUBLE.LOSSES, troubles.losses())
                .set(TASK_TROUBLE.INPUT_REJECTED_BY, rejectedBy)
                .set(TASK_TROUBLE.FREE_ONLY, troubles.freeOnly())
                .onConflict(TASK_TROUBLE.TASK_ID)
                .doUpdate()
                .set(TASK_TROUBLE.LOSSES, troubles.losses())
                .set(TASK_TROUBLE.INPUT_REJECTED_BY, rejectedBy)
                .set(TASK_TROUBLE.FREE_ONLY, troubles.freeOnly())
                .execute();
    }

    private static Troubles troubles(TaskTroubleRecord row) {
        Set<NodeAddress> rejectedBy = Arrays.stream(row.getInputRejectedBy())
                .map(bytes -> new NodeAddress(Address.of(bytes)))
                .collect(Collectors.toUnmodifiableSet());
        return new Troubles(row.getLosses(), rejectedBy, row.getFreeOnly());
    }
}
