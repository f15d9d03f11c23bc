package network.cuckoo.db;

import java.math.BigInteger;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * One statement for many rows: its parameters are arrays, a column each, which it takes apart with {@code unnest}. One round trip and
 * one plan whatever the number of rows.
 *
 * @param <R> what a row is made of
 */
public final class RowsStatement<R> {
    private final DSLContext tx;
    private final String sql;
    private final List<R> rows;
    private final List<Column> columns = new ArrayList<>();

    /** A parameter on its way. */
    private interface Column {
        void bind(Connection connection, PreparedStatement statement, int place) throws SQLException;
    }

    /** A row of the answer. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private RowsStatement(DSLContext tx, String sql, Collection<R> rows) {
        this.tx = tx;
        this.sql = sql;
        this.rows = List.copyOf(rows);
    }

    /** The statement over these rows, in this order; its parameters follow in the order in which they stand in it. */
    public static <R> RowsStatement<R> of(DSLContext tx, String sql, Collection<R> rows) {
        return new RowsStatement<>(tx, sql, rows);
    }

    public RowsStatement<R> uuids(Function<R, @Nullable UUID> value) {
        return array("uuid", rows.stream().map(value).toArray());
    }

    public RowsStatement<R> texts(Function<R, @Nullable String> value) {
        return array("text", rows.stream().map(value).toArray(String[]::new));
    }

    /** {@code jsonb}, from its text. */
    public RowsStatement<R> json(Function<R, String> value) {
        return array("jsonb", rows.stream().map(value).toArray(String[]::new));
    }

    public RowsStatement<R> bytes(Function<R, byte[]> value) {
        return array("bytea", rows.stream().map(value).toArray(byte[][]::new));
    }

    public RowsStatement<R> hashes(Function<R, Hash32> value) {
        return bytes(row -> value.apply(row).bytes());
    }

    public RowsStatement<R> addresses(Function<R, Address> value) {
        return bytes(row -> value.apply(row).bytes());
    }

    /** {@code bigint}. */
    public RowsStatement<R> longs(ToLongFunction<R> value) {
        return array("int8", rows.stream().mapToLong(value).toArray());
    }

    /** {@code integer}, also where the column is {@code smallint}. */
    public RowsStatement<R> integers(ToIntFunction<R> value) {
        return array("int4", rows.stream().mapToInt(value).toArray());
    }

    /** {@code boolean}. */
    public RowsStatement<R> flags(Function<R, Boolean> value) {
        return array("bool", rows.stream().map(value).toArray(Boolean[]::new));
    }

    /** {@code numeric} without fractions. */
    public RowsStatement<R> numerics(Function<R, BigInteger> value) {
        return array("numeric", rows.stream().map(value).toArray());
    }

    private RowsStatement<R> array(String type, Object elements) {
        columns.add((connection, statement, place) -> {
            Array array = connection.createArrayOf(type, boxed(elements));
            statement.setArray(place, array);
        });
        return this;
    }

    // The interface wants objects; the driver has a fast way for primitives only through its own, which a pool hides.
    private static Object[] boxed(Object elements) {
        return switch (elements) {
            case Object[] objects -> objects;
            case long[] longs -> java.util.Arrays.stream(longs).boxed().toArray(Long[]::new);
            case int[] ints -> java.util.Arrays.stream(ints).boxed().toArray(Integer[]::new);
            default -> throw new IllegalArgumentException("no array: " + elements);
        };
    }

    /** A parameter that all rows share. */
    public RowsStatement<R> all(Object value) {
        columns.add((connection, statement, place) -> statement.setObject(place, value));
        return this;
    }

    /** An array of ids that all rows share. */
    public RowsStatement<R> allIds(Collection<UUID> ids) {
        return array("uuid", ids.toArray());
    }

    /** A time span that all rows share, as {@code bigint} microseconds. */
    public RowsStatement<R> all(Duration value) {
        return all(value.toNanos() / 1_000);
    }

    /** Runs it; returns how many rows it wrote. */
    public int execute() {
        return with(PreparedStatement::executeUpdate);
    }

    /**
     * Runs it, and refuses any other number of written rows than rows were given.
     *
     * @throws IllegalStateException if another number was written; the transaction must not commit
     */
    public void executeEach() {
        int written = execute();
        if (written != rows.size()) {
            throw new IllegalStateException(rows.size() + " rows were to be written, not " + written + ": "
                    + sql.lines().findFirst().orElse(""));
        }
    }

    /** Runs it and reads its rows. */
    public <T> List<T> fetch(RowReader<T> reader) {
        return with(statement -> {
            var answer = new ArrayList<T>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    answer.add(reader.read(result));
                }
            }
            return answer;
        });
    }

    private interface Run<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    private <T> T with(Run<T> run) {
        return tx.connectionResult(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < columns.size(); i++) {
                    columns.get(i).bind(connection, statement, i + 1);
                }
                return run.on(statement);
            }
        });
    }
}
