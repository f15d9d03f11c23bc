package network.cuckoo.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class TestPostgresTest {
    private static final AtomicInteger MIGRATIONS = new AtomicInteger();

    @Test
    void migrated_runsTheMigratorOnce_andGivesEachCallerItsOwnDatabase() throws SQLException {
        try (var first = TestPostgres.migrated("things", TestPostgresTest::migrate);
                var second = TestPostgres.migrated("things", TestPostgresTest::migrate)) {
            execute(first.dataSource(), "INSERT INTO thing VALUES (7)");

            assertThat(count(first.dataSource())).isEqualTo(1);
            assertThat(count(second.dataSource())).isZero();
            assertThat(MIGRATIONS).hasValue(1);
        }
    }

    private static void migrate(DataSource database) {
        MIGRATIONS.incrementAndGet();
        try {
            execute(database, "CREATE TABLE thing (id integer)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int count(DataSource database) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM thing")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
