package network.cuckoo.api.watch;

import static network.cuckoo.db.generated.Tables.LEASE;
import static network.cuckoo.db.generated.Tables.TASK;
import static org.jooq.impl.DSL.count;

import java.util.EnumMap;
import java.util.Map;
import network.cuckoo.db.Database;
import network.cuckoo.domain.task.LeaseState;
import network.cuckoo.domain.task.TaskState;

/** How many tasks and live leases are in each state, zeros included. */
public final class StateCounts {
    private final Database database;

    public StateCounts(Database database) {
        this.database = database;
    }

    /** Tasks by state. */
    public Map<TaskState, Integer> tasks() {
        Map<TaskState, Integer> counts = new EnumMap<>(TaskState.class);
        for (TaskState state : TaskState.values()) {
            counts.put(state, 0);
        }
        database.read()
                .select(TASK.STATE, count())
                .from(TASK)
                .groupBy(TASK.STATE)
                .forEach(row -> counts.put(TaskState.valueOf(row.value1()), row.value2()));
        return counts;
    }

    /** Leases that have not ended, by state. */
    public Map<LeaseState, Integer> leases() {
        Map<LeaseState, Integer> counts = new EnumMap<>(LeaseState.class);
        counts.put(LeaseState.OFFERED, 0);
        counts.put(LeaseState.STARTED, 0);
        database.read()
                .select(LEASE.STATE, count())
                .from(LEASE)
                .where(LEASE.ENDED_AT.isNull())
                .groupBy(LEASE.STATE)
                .forEach(row -> counts.put(LeaseState.valueOf(row.value1()), row.value2()));
        return counts;
    }
}
