package network.cuckoo.benchmarks.market;

import static network.cuckoo.db.generated.Tables.LEDGER_ENTRY;
import static network.cuckoo.db.generated.Tables.LEDGER_TRANSACTION;
import static network.cuckoo.db.generated.Tables.TASK;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import network.cuckoo.db.generated.DefaultSchema;
import network.cuckoo.domain.TaskId;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableRecord;
import org.jooq.impl.DSL;

/** The rows that one queued task has, whatever tables it has them in: what others like it are made from. */
public final class TaskRows {
    private final List<Record> rows;

    private TaskRows(List<Record> rows) {
        this.rows = List.copyOf(rows);
    }

    /** What makes a row of another task: values, by the columns that differ. */
    public interface Others {
        /** The other task's id. */
        Field<UUID> task();

        /** The other task's ledger transaction. */
        Field<UUID> transaction();

        /** The other task's value of any other column, or the one that the template has. */
        default <T> Field<?> value(Field<T> column, Field<T> before) {
            return before;
        }
    }

    /** Reads the rows of a task that was submitted and nothing else; parents come before those that refer to them. */
    public static TaskRows of(DSLContext read, TaskId task) {
        var rows = new ArrayList<Record>();
        rows.addAll(read.selectFrom(TASK).where(TASK.TASK_ID.eq(task.value())).fetch());
        UUID transaction = read.select(LEDGER_TRANSACTION.TRANSACTION_ID)
                .from(LEDGER_TRANSACTION)
                .where(LEDGER_TRANSACTION.TASK_ID.eq(task.value()))
                .fetchSingle(LEDGER_TRANSACTION.TRANSACTION_ID);
        for (Table<?> table : DefaultSchema.DEFAULT_SCHEMA.getTables()) {
            Field<UUID> column = table.field(TASK.TASK_ID.getName(), UUID.class);
            if (table.getTableType().isTable() && column != null && !table.equals(TASK)) {
                rows.addAll(
                        read.selectFrom(table).where(column.eq(task.value())).fetch());
            }
        }
        rows.addAll(read.selectFrom(LEDGER_ENTRY)
                .where(LEDGER_ENTRY.TRANSACTION_ID.eq(transaction))
                .orderBy(LEDGER_ENTRY.ACCOUNT_ID)
                .fetch());
        return new TaskRows(rows);
    }

    /** The account that the task is paid from. */
    public long payingAccount() {
        return rows.stream()
                .filter(row -> tableOf(row).equals(LEDGER_ENTRY)
                        && row.get(LEDGER_ENTRY.AMOUNT_WEI).signum() < 0)
                .map(row -> row.get(LEDGER_ENTRY.ACCOUNT_ID))
                .findFirst()
                .orElseThrow();
    }

    /** What a task moves, by account. */
    public Map<Long, BigInteger> movements() {
        return rows.stream()
                .filter(row -> tableOf(row).equals(LEDGER_ENTRY))
                .collect(Collectors.toMap(
                        row -> row.get(LEDGER_ENTRY.ACCOUNT_ID), row -> row.get(LEDGER_ENTRY.AMOUNT_WEI)));
    }

    /** The rows of another task, in the order in which they can be inserted. */
    public List<Row> forAnother(Others others) {
        return rows.stream()
                .map(row -> new Row(tableOf(row), columns(row, others)))
                .toList();
    }

    /** A row to be. */
    public record Row(Table<?> table, Map<Field<?>, Field<?>> values) {}

    private static Table<?> tableOf(Record row) {
        return ((TableRecord<?>) row).getTable();
    }

    // Times come from the database's defaults, identities by themselves.
    private static Map<Field<?>, Field<?>> columns(Record row, Others others) {
        var values = new LinkedHashMap<Field<?>, Field<?>>();
        for (Field<?> column : row.fields()) {
            boolean left = row.get(column) == null
                    || column.getDataType().identity()
                    || (column.getDataType().isDateTime()
                            && column.getDataType().defaulted());
            if (!left) {
                values.put(column, value(column, row, others));
            }
        }
        return values;
    }

    private static <T> Field<?> value(Field<T> column, Record row, Others others) {
        return switch (column.getName()) {
            case "task_id" -> others.task();
            case "transaction_id" -> others.transaction();
            default -> others.value(column, DSL.inline(row.get(column), column));
        };
    }
}
