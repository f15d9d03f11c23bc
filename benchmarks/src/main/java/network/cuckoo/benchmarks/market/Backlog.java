package network.cuckoo.benchmarks.market;

import static network.cuckoo.db.generated.Tables.LEDGER_ACCOUNT;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import network.cuckoo.db.Database;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Queued tasks by the million: all rows that a submit writes, made by the server from those of one that was submitted. */
public final class Backlog {
    private static final long TASKS_A_PIECE = 100_000;
    private static final Name FILL = DSL.name("fill");
    private static final Field<UUID> TASK = DSL.field(DSL.name("fill", "task_id"), UUID.class);
    private static final Field<UUID> TRANSACTION = DSL.field(DSL.name("fill", "transaction_id"), UUID.class);
    private static final Field<Long> NUMBER = DSL.field(DSL.name("fill", "number"), Long.class);

    private Backlog() {}

    /** Adds so many tasks behind the template, with holds that its app has the credit for. */
    public static void add(Database database, TaskRows template, long firstNumber, long tasks) {
        for (long done = 0; done < tasks; done += TASKS_A_PIECE) {
            long from = firstNumber + done;
            long piece = Math.min(TASKS_A_PIECE, tasks - done);
            database.transactionVoid(tx -> piece(tx, template, from, piece));
        }
    }

    private static void piece(DSLContext tx, TaskRows template, long from, long tasks) {
        // The rows are right as they are; row by row the triggers would take an hour.
        tx.execute("SET LOCAL session_replication_role = replica");
        tx.execute(
                "CREATE TEMPORARY TABLE fill ON COMMIT DROP AS SELECT uuidv7() AS task_id, uuidv7() AS transaction_id, number"
                        + " FROM generate_series(CAST(? AS bigint), CAST(? AS bigint)) number",
                from,
                from + tasks - 1);
        for (TaskRows.Row row : template.forAnother(new Filled())) {
            List<Field<?>> values = new ArrayList<>(row.values().values());
            tx.insertInto(row.table())
                    .columns(row.values().keySet())
                    .select(DSL.select(values).from(DSL.table(FILL)).orderBy(NUMBER))
                    .execute();
        }
        template.movements()
                .forEach((account, amount) -> tx.update(LEDGER_ACCOUNT)
                        .set(
                                LEDGER_ACCOUNT.BALANCE_WEI,
                                LEDGER_ACCOUNT.BALANCE_WEI.plus(amount.multiply(BigInteger.valueOf(tasks))))
                        .where(LEDGER_ACCOUNT.ACCOUNT_ID.eq(account))
                        .execute());
    }

    private static final class Filled implements TaskRows.Others {
        @Override
        public Field<UUID> task() {
            return TASK;
        }

        @Override
        public Field<UUID> transaction() {
            return TRANSACTION;
        }

        @Override
        public <T> Field<?> value(Field<T> column, Field<T> before) {
            return switch (column.getName()) {
                // Each is drawn for by itself. Nobody hands in a result for it, which would name the request.
                case "request_hash" ->
                    DSL.function(
                            "sha256", SQLDataType.VARBINARY, DSL.function("uuid_send", SQLDataType.VARBINARY, TASK));
                case "queue_seq" -> before.plus(NUMBER);
                default -> before;
            };
        }
    }
}
