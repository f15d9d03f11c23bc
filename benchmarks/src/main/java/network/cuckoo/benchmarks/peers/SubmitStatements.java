package network.cuckoo.benchmarks.peers;

import static network.cuckoo.db.generated.Tables.LEDGER_ACCOUNT;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import network.cuckoo.benchmarks.market.TaskRows;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * What a submit says to the database, no less and no more: the app's account held, then the rows of the task, of its first event and of
 * its hold, an insert for each table. All values are written out but the ids {@code :task} and {@code :transaction}.
 */
final class SubmitStatements {
    private static final DSLContext SQL = DSL.using(SQLDialect.POSTGRES);

    private SubmitStatements() {}

    /** The statements of one transaction, without its begin and commit. */
    static List<String> of(TaskRows template) {
        var statements = new ArrayList<String>();
        statements.add(SQL.renderNamedParams(DSL.select(LEDGER_ACCOUNT.BALANCE_WEI)
                .from(LEDGER_ACCOUNT)
                .where(LEDGER_ACCOUNT.ACCOUNT_ID.eq(DSL.inline(template.payingAccount())))
                .forNoKeyUpdate()));
        Map<Table<?>, List<TaskRows.Row>> byTable = new LinkedHashMap<>();
        for (TaskRows.Row row : template.forAnother(new Ids())) {
            byTable.computeIfAbsent(row.table(), table -> new ArrayList<>()).add(row);
        }
        byTable.values().forEach(rows -> statements.add(insert(rows)));
        return statements;
    }

    private static String insert(List<TaskRows.Row> rows) {
        TaskRows.Row first = rows.getFirst();
        var insert = SQL.insertInto(first.table()).columns(first.values().keySet());
        for (TaskRows.Row row : rows) {
            insert = insert.values(row.values().values());
        }
        return SQL.renderNamedParams(insert);
    }

    private static final class Ids implements TaskRows.Others {
        @Override
        public Field<UUID> task() {
            return DSL.param("task", UUID.class);
        }

        @Override
        public Field<UUID> transaction() {
            return DSL.param("transaction", UUID.class);
        }
    }
}
