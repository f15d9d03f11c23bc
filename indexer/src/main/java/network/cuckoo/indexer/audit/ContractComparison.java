package network.cuckoo.indexer.audit;

import static network.cuckoo.db.generated.Tables.BLOCK;
import static network.cuckoo.db.generated.Tables.INDEX_CURSOR;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import network.cuckoo.db.Database;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.Hash32;
import network.cuckoo.indexer.chain.ContractViews;
import network.cuckoo.indexer.chain.ContractViews.Question;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;

/** The stake state held against what the contracts say themselves, after the block that the index has reached. */
public final class ContractComparison {
    private static final int ROWS_A_TIME = 500;

    private final Database database;
    private final ContractViews views;
    private final LongConsumer progress;

    /** @param progress is told now and then how many rows are compared */
    public ContractComparison(Database database, ContractViews views, LongConsumer progress) {
        this.database = database;
        this.views = views;
        this.progress = progress;
    }

    /** A value that the contract has not. */
    public record Difference(String table, String key, String column, String held, String contract) {
        @Override
        public String toString() {
            return table + " (" + key + "): " + column + " is " + held + "; the contract says " + contract;
        }
    }

    /** What was compared: the block, how many rows, and every value that differs. */
    public record Report(BlockNumber block, Hash32 blockHash, long rows, List<Difference> differences) {
        public Report {
            differences = List.copyOf(differences);
        }
    }

    private record Subject(BlockNumber block, Hash32 hash, long blockTime, Address staking, Address settlement) {
        Address contractOf(ContractView view) {
            return view.settlement() ? settlement : staking;
        }
    }

    /**
     * Compares every row. The database is read as it is at one moment, however long the node takes.
     *
     * @throws IllegalStateException if nothing is indexed yet
     */
    public Report compare() {
        return database.transaction(tx -> {
            tx.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            Subject subject = subject(tx);
            List<Difference> differences = new ArrayList<>();
            long rows = 0;
            for (ContractView view : ContractView.all(subject.blockTime())) {
                rows = compare(tx, subject, view, rows, differences);
            }
            return new Report(subject.block(), subject.hash(), rows, differences);
        });
    }

    private static Subject subject(DSLContext tx) {
        return tx.select()
                .from(INDEX_CURSOR)
                .join(BLOCK)
                .on(BLOCK.BLOCK_HASH.eq(INDEX_CURSOR.BLOCK_HASH))
                .fetchOptional(row -> new Subject(
                        new BlockNumber(row.get(INDEX_CURSOR.BLOCK_NUMBER)),
                        row.get(INDEX_CURSOR.BLOCK_HASH),
                        row.get(BLOCK.BLOCK_TIME),
                        row.get(INDEX_CURSOR.STAKING_ADDRESS),
                        row.get(INDEX_CURSOR.SETTLEMENT_ADDRESS)))
                .orElseThrow(() -> new IllegalStateException("nothing is indexed yet"));
    }

    private long compare(DSLContext tx, Subject subject, ContractView view, long before, List<Difference> differences) {
        List<Field<?>> columns = new ArrayList<>(view.key());
        view.words().stream()
                .filter(word -> !word.equals(ContractView.NOT_KEPT))
                .forEach(columns::add);
        long compared = before;
        try (var rows =
                tx.select(columns).from(view.table()).fetchSize(ROWS_A_TIME).fetchLazy()) {
            while (rows.hasNext()) {
                List<Record> some = List.copyOf(rows.fetchNext(ROWS_A_TIME));
                compare(subject, view, some, differences);
                compared += some.size();
                progress.accept(compared);
            }
        }
        return compared;
    }

    private void compare(Subject subject, ContractView view, List<Record> rows, List<Difference> differences) {
        List<Question> questions = rows.stream()
                .map(row -> new Question(
                        subject.contractOf(view),
                        view.signature(),
                        view.key().stream().map(key -> Word.of(row.get(key))).toList()))
                .toList();
        List<List<byte[]>> answers = views.ask(questions, subject.hash());
        for (int i = 0; i < rows.size(); i++) {
            compare(view, rows.get(i), answers.get(i), differences);
        }
    }

    private static void compare(ContractView view, Record row, List<byte[]> answer, List<Difference> differences) {
        if (answer.size() < view.words().size()) {
            throw new IllegalStateException(view.signature() + " answers " + answer.size() + " words, not "
                    + view.words().size() + ": these are not our contracts");
        }
        for (int i = 0; i < view.words().size(); i++) {
            Field<?> column = view.words().get(i);
            if (!column.equals(ContractView.NOT_KEPT) && !Arrays.equals(Word.of(row.get(column)), answer.get(i))) {
                differences.add(new Difference(
                        Objects.requireNonNull(view.table().getName()),
                        RowText.of(row, view.key()),
                        column.getName(),
                        RowText.value(row.get(column)),
                        "0x" + HexFormat.of().formatHex(answer.get(i)) + " (" + Word.number(answer.get(i)) + ")"));
            }
        }
    }
}
