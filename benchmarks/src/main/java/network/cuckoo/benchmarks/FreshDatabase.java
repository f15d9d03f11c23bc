package network.cuckoo.benchmarks;

import java.sql.DriverManager;
import java.sql.SQLException;
import network.cuckoo.db.Database;
import network.cuckoo.db.DatabaseConfig;
import network.cuckoo.db.LocalPostgres;

/** Databases as a coordinator begins with: migrated, empty, durable. */
final class FreshDatabase {
    private static final int CONNECTIONS = 4;

    private FreshDatabase() {}

    /** @param withState whether the triggers that keep the stake state are there */
    static DatabaseConfig create(LocalPostgres postgres, String name, boolean withState) throws SQLException {
        DatabaseConfig own = empty(postgres, name, CONNECTIONS);
        try (Database database = Database.open(own)) {
            database.migrate();
            if (!withState) {
                database.read().execute("DROP TRIGGER stake_state_added ON staking_event");
                database.read().execute("DROP TRIGGER stake_state_added_composed ON staking_event");
            }
            database.read().execute("CHECKPOINT");
        }
        return own;
    }

    /** An empty database, not migrated, and how many connections a pool to it may have. */
    static DatabaseConfig empty(LocalPostgres postgres, String name, int connections) throws SQLException {
        DatabaseConfig config = postgres.config();
        try (var connection = DriverManager.getConnection(
                        config.jdbcUrl(), config.user(), config.password().reveal());
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return named(postgres, name, connections);
    }

    /** The database of this name. */
    static DatabaseConfig named(LocalPostgres postgres, String name, int connections) {
        DatabaseConfig config = postgres.config();
        return new DatabaseConfig(
                config.jdbcUrl().replaceFirst("/[^/?]+([?].*)?$", "/" + name),
                config.user(),
                config.password(),
                connections);
    }

    static void drop(LocalPostgres postgres, String name) throws SQLException {
        DatabaseConfig config = postgres.config();
        try (var connection = DriverManager.getConnection(
                        config.jdbcUrl(), config.user(), config.password().reveal());
                var statement = connection.createStatement()) {
            statement.execute("DROP DATABASE " + name);
            statement.execute("CHECKPOINT");
        }
    }
}
