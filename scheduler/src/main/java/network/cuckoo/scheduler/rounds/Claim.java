package network.cuckoo.scheduler.rounds;

import static network.cuckoo.db.generated.Tables.TASK;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.TaskId;
import network.cuckoo.scheduler.tasks.TaskRow;
import network.cuckoo.scheduler.tasks.TaskStore;
import org.jooq.DSLContext;
import org.jooq.Record;

/** Takes tasks from the queue, fairly over apps. */
final class Claim {
    private static final String LIMIT = "1000 /* places */";

    private Claim() {}

    /**
     * A task in hand.
     *
     * @param tagWei its app's virtual time when its turn came
     */
    record Claimed(TaskRow task, BigInteger tagWei) {}

    /** At most so many tasks of the model, without those tried before, held until the transaction ends. */
    static List<Claimed> claim(DSLContext tx, ModelId model, int places, Collection<TaskId> tried) {
        UUID[] triedIds = tried.stream().map(TaskId::value).toArray(UUID[]::new);
        String sql = NamedSql.CLAIM.replace(LIMIT, Integer.toString(places));
        return tx.fetch(sql, model.value(), model.value(), triedIds).map(Claim::claimed);
    }

    /** Queued tasks of the model that do not yet say so. */
    static List<TaskId> notYetWaiting(DSLContext tx, ModelId model, String reason) {
        return tx.fetch(NamedSql.WAITING, model.value(), reason).map(row -> new TaskId(row.get("task_id", UUID.class)));
    }

    private static Claimed claimed(Record row) {
        return new Claimed(
                TaskStore.row(row.into(TASK)),
                row.get("tag_wei", BigDecimal.class).toBigIntegerExact());
    }
}
