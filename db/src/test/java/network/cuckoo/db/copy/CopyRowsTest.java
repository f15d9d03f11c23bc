package network.cuckoo.db.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.hash.Keccak256;
import network.cuckoo.testing.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** What goes in by COPY comes out by SELECT. */
class CopyRowsTest {
    private final TestPostgres postgres = TestPostgres.empty();
    private final Connection connection;

    CopyRowsTest() throws SQLException {
        connection = postgres.dataSource().getConnection();
    }

    @BeforeEach
    void create() throws SQLException {
        execute(
                "CREATE TABLE t (place integer, n numeric(78, 0), h bytea, a bytea, s text, b bigint, k smallint, f boolean)");
    }

    @AfterEach
    void end() throws SQLException {
        connection.close();
        postgres.close();
    }

    @Test
    void numbers_ofEveryLength_areExact() throws SQLException {
        List<BigInteger> numbers = new ArrayList<>();
        var random = new Random(7);
        for (int bits = 0; bits <= 255; bits++) {
            numbers.add(new BigInteger(bits, random));
            numbers.add(BigInteger.ONE.shiftLeft(bits).negate());
            numbers.add(BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE));
        }
        for (int digits = 0; digits < 78; digits++) {
            numbers.add(BigInteger.TEN.pow(digits));
            numbers.add(BigInteger.TEN.pow(digits).negate());
        }
        try (var rows = rows()) {
            for (int i = 0; i < numbers.size(); i++) {
                rows.row(8).int4(i).numeric(numbers.get(i));
                fillUp(rows);
            }
            rows.finish(numbers.size());
        }
        assertThat(column("n")).isEqualTo(numbers.stream().map(BigDecimal::new).toList());
        assertThat(column("n::text"))
                .isEqualTo(numbers.stream().map(BigInteger::toString).toList());
    }

    @Test
    void values_ofEveryKind_comeBack_andNothingIsNull() throws SQLException {
        Hash32 hash = Keccak256.hash("a");
        Address address = Address.parse("0x" + "0c".repeat(20));
        String longText = "é☃".repeat(100_000);
        try (var rows = rows()) {
            rows.row(8).int4(0).numeric(null).hash(hash).address(address).text(longText);
            rows.int8(Long.MIN_VALUE).int2(-2).bool(true);
            rows.row(8).int4(1).numeric(BigInteger.ZERO);
            fillUp(rows);
            rows.finish(2);
        }
        assertThat(column("h")).first().isEqualTo(hash.bytes());
        assertThat(column("a")).first().isEqualTo(address.bytes());
        assertThat(column("s")).containsExactly(longText, null);
        assertThat(column("b")).containsExactly(Long.MIN_VALUE, null);
        assertThat(column("k")).containsExactly(-2, null);
        assertThat(column("f")).containsExactly(true, null);
    }

    @Test
    void rowsAndArrays_goAroundInTheServersBytes() throws SQLException {
        execute("DROP TABLE t; CREATE TABLE t (place integer, bytes bytea[], numbers numeric[], after integer);"
                + "CREATE TABLE v (place integer, b bytea, n numeric)");
        var random = new Random(11);
        for (int size : new int[] {1, 2, 1024, 50_000}) {
            execute("TRUNCATE v");
            List<BigInteger> numbers = new ArrayList<>();
            try (var rows = CopyRows.into(copies(), "v")) {
                for (int i = 0; i < size; i++) {
                    var bytes = new byte[random.nextInt(40)];
                    random.nextBytes(bytes);
                    numbers.add(new BigInteger(random.nextInt(256), random).negate());
                    rows.row(3).int4(i).bytes(bytes).numeric(numbers.getLast());
                }
                rows.finish(size);
            }
            var bytes = new BinaryArray(BinaryArray.BYTEA, 0);
            var numerics = new BinaryArray(BinaryArray.NUMERIC, 0);
            try (var rows = CopiedRows.of(copies(), "SELECT b, n FROM v ORDER BY place")) {
                while (rows.next()) {
                    bytes.add(rows.buffer(), rows.length());
                    numerics.add(rows.buffer(), rows.length());
                }
            }
            assertThat(read(numerics)).isEqualTo(numbers);
            try (var rows = rows()) {
                rows.row(4).int4(size).array(bytes).array(numerics).int4(7);
                rows.finish(1);
            }
            String here = " FROM t WHERE place = " + size;
            assertThat(rowsOf("SELECT unnest(numbers)" + here)).isEqualTo(rowsOf("SELECT n FROM v ORDER BY place"));
            assertThat(rowsOf("SELECT encode(unnest(bytes), 'hex')" + here))
                    .isEqualTo(rowsOf("SELECT encode(b, 'hex') FROM v ORDER BY place"));
            assertThat(rowsOf("SELECT after" + here)).containsExactly(7);
            try (var rows = CopiedRows.of(copies(), "SELECT numbers, bytes, after" + here)) {
                assertThat(rows.next()).isTrue();
                BinaryArray back = rows.array(BinaryArray.NUMERIC);
                assertThat(back.size()).isEqualTo(size);
                assertThat(read(back)).isEqualTo(numbers);
                assertThat(rows.array(BinaryArray.BYTEA).bytes()).isEqualTo(bytes.bytes());
                rows.length();
                assertThat(rows.buffer().getInt()).isEqualTo(7);
                assertThat(rows.next()).isFalse();
            }
        }
    }

    private static List<BigInteger> read(BinaryArray numerics) {
        List<BigInteger> numbers = new ArrayList<>();
        ByteBuffer elements = numerics.elements();
        while (elements.hasRemaining()) {
            elements.getInt();
            numbers.add(NumericDigits.read(elements));
        }
        return numbers;
    }

    @Test
    void columnThatIsNoSuchArray_isRefused() throws SQLException {
        for (String wrong : List.of("ARRAY[1, 2]", "ARRAY[[1.5, 2]]", "ARRAY[1.5, NULL]", "ARRAY[]::numeric[]", "5")) {
            try (var rows = CopiedRows.of(copies(), "SELECT " + wrong)) {
                assertThat(rows.next()).isTrue();
                assertThatThrownBy(() -> rows.array(BinaryArray.NUMERIC))
                        .as(wrong)
                        .hasMessage("not an array of one dimension without nulls, of type 1700");
            }
        }
    }

    @Test
    void rowsThatAreNotReadToTheirEnd_leaveTheConnectionInOrder_andNullsAndFractionsAreRefused() throws SQLException {
        try (var rows = CopiedRows.of(copies(), "SELECT i FROM generate_series(1, 1000000) i")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.length()).isEqualTo(Integer.BYTES);
            assertThat(rows.buffer().getInt()).isEqualTo(1);
        }
        try (var none = CopiedRows.of(copies(), "SELECT 1 WHERE false")) {
            assertThat(none.next()).isFalse();
        }
        try (var rows = CopiedRows.of(copies(), "SELECT NULL::integer")) {
            assertThat(rows.next()).isTrue();
            assertThatThrownBy(rows::length).hasMessage("a column is null");
        }
        for (String wrong : List.of("0.5", "1.0", "'NaN'", "'Infinity'")) {
            try (var rows = CopiedRows.of(copies(), "SELECT " + wrong + "::numeric")) {
                assertThat(rows.next()).isTrue();
                rows.length();
                assertThatThrownBy(() -> NumericDigits.read(rows.buffer())).hasMessage("not a whole number");
            }
        }
        assertThat(rowsOf("SELECT 5")).containsExactly(5);
    }

    @Test
    void otherNumberOfRowsThanExpected_isAFault() throws SQLException {
        try (var rows = rows()) {
            rows.row(8).int4(0).numeric(null);
            fillUp(rows);
            assertThatThrownBy(() -> rows.finish(2)).hasMessage("2 rows were sent, but 1 taken");
        }
    }

    @Test
    void rowsThatAreNotFinished_areNotThere_andTheConnectionServesOn() throws SQLException {
        try (var rows = rows()) {
            for (int i = 0; i < 10_000; i++) {
                rows.row(8).int4(i).numeric(BigInteger.TEN);
                fillUp(rows);
            }
        }
        assertThat(column("n")).isEmpty();
        try (var rows = rows()) {
            rows.row(8).int4(1);
            assertThatThrownBy(() -> rows.finish(1)).hasMessageContaining("7 columns too few");
        }
        assertThat(column("n")).isEmpty();
    }

    private static void fillUp(CopyRows rows) {
        rows.hash(null).address(null).text(null).int8(null).int2(null).bool(null);
    }

    private CopyRows rows() throws SQLException {
        return CopyRows.into(copies(), "t");
    }

    private CopyManager copies() throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<Object> column(String name) throws SQLException {
        return rowsOf("SELECT " + name + " FROM t ORDER BY place");
    }

    private List<Object> rowsOf(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            List<Object> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getObject(1));
            }
            return values;
        }
    }
}
