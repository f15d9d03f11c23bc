package network.cuckoo.benchmarks.market;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import network.cuckoo.db.DatabaseConfig;

/** How many buffers the server's clients have looked at, as it counts them: in its cache or from disk. Its own housekeeping is left out. */
public final class Buffers implements AutoCloseable {
    private static final String SEEN =
            "SELECT CAST(sum(coalesce(hits, 0) + coalesce(reads, 0)) AS bigint) FROM pg_stat_io"
                    + " WHERE backend_type IN ('client backend', 'background worker')";
    private static final String OTHERS =
            "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()";
    private static final int WAIT_MILLIS = 20;

    private final Connection connection;

    public Buffers(DatabaseConfig server) throws SQLException {
        connection = DriverManager.getConnection(
                server.jdbcUrl(), server.user(), server.password().reveal());
    }

    /** All so far, once all other clients have gone: a client's count is complete when it goes. */
    public long seen() throws SQLException, InterruptedException {
        while (number(OTHERS) > 0) {
            Thread.sleep(WAIT_MILLIS);
        }
        return number(SEEN);
    }

    private long number(String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
