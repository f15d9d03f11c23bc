package network.cuckoo.indexer.audit;

import static network.cuckoo.db.generated.Tables.STAKE_SUM_MISMATCH;
import static network.cuckoo.db.generated.Tables.STAKING_EVENT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import network.cuckoo.db.Database;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** The stake state recomputed from all events, by one pass over them, and held against what was kept step by step. */
public final class StateReplay {
    private final Database database;

    public StateReplay(Database database) {
        this.database = database;
    }

    /**
     * A row that is not what the events say.
     *
     * @param held what the state has, if anything
     * @param replayed what the events come to, if anything
     */
    public record Difference(String table, String key, Optional<String> held, Optional<String> replayed) {
        @Override
        public String toString() {
            return table + " (" + key + "): the state has " + held.orElse("no such row") + "; the events say "
                    + replayed.orElse("that there is none");
        }
    }

    /** What a replay found: how many events and rows there are, and every row that differs. */
    public record Report(long events, long rows, List<Difference> differences) {
        public Report {
            differences = List.copyOf(differences);
        }
    }

    /** Compares, and changes nothing. */
    public Report compare() {
        return database.transaction(tx -> {
            tx.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            return report(tx);
        });
    }

    /**
     * Compares, and puts what the events say in the place of what differs.
     *
     * @return what differed before; what differs still is in the events themselves, see {@link #compare}
     */
    public Report rewrite() {
        return database.transaction(tx -> {
            tx.execute("LOCK TABLE staking_event IN SHARE ROW EXCLUSIVE MODE");
            Report before = report(tx);
            StateTable.ALL.forEach(table -> rewrite(tx, table));
            return before;
        });
    }

    private static void rewrite(DSLContext tx, StateTable table) {
        tx.deleteFrom(table.held()).execute();
        tx.insertInto(table.held())
                .columns(table.held().fields())
                .select(tx.select(columns(table, table.replayed())).from(table.replayed()))
                .execute();
    }

    private static Report report(DSLContext tx) {
        List<Difference> differences = new ArrayList<>();
        long rows = 0;
        for (StateTable table : StateTable.ALL) {
            rows += tx.fetchCount(table.held());
            differences.addAll(differences(tx, table));
        }
        differences.addAll(wrongSums(tx));
        long events = tx.fetchCount(STAKING_EVENT, DSL.condition(STAKING_EVENT.CANONICAL));
        return new Report(events, rows, differences);
    }

    private static List<Difference> differences(DSLContext tx, StateTable table) {
        Map<String, String> held = without(tx, table, table.held(), table.replayed());
        Map<String, String> replayed = without(tx, table, table.replayed(), table.held());
        var keys = new TreeMap<String, Boolean>();
        held.keySet().forEach(key -> keys.put(key, true));
        replayed.keySet().forEach(key -> keys.put(key, true));
        return keys.keySet().stream()
                .map(key -> new Difference(
                        table.name(), key, Optional.ofNullable(held.get(key)), Optional.ofNullable(replayed.get(key))))
                .toList();
    }

    /** Rows of one side that the other has not, by key. */
    private static Map<String, String> without(DSLContext tx, StateTable table, Table<?> side, Table<?> other) {
        var rows = new TreeMap<String, String>();
        tx.select(columns(table, side))
                .from(side)
                .except(tx.select(columns(table, other)).from(other))
                .forEach(row -> rows.put(table.keyOf(row), table.textOf(row)));
        return rows;
    }

    private static List<Field<?>> columns(StateTable table, Table<?> side) {
        return List.of(table.held().fields()).stream()
                .<Field<?>>map(column -> Objects.requireNonNull(side.field(column.getName())))
                .toList();
    }

    private static List<Difference> wrongSums(DSLContext tx) {
        return tx.selectFrom(STAKE_SUM_MISMATCH).fetch(StateReplay::wrongSum);
    }

    private static Difference wrongSum(Record row) {
        return new Difference(
                row.get(STAKE_SUM_MISMATCH.STATE),
                row.get(STAKE_SUM_MISMATCH.KEY),
                Optional.ofNullable(row.get(STAKE_SUM_MISMATCH.HELD)).map(RowText::value),
                Optional.of("changes that add up to " + row.get(STAKE_SUM_MISMATCH.CHANGES)));
    }
}
