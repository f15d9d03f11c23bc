package network.cuckoo.testing;

import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * A fresh, migrated database for one test: a clone of a template that is migrated once in this JVM for each migrator's name.
 * Close it when the pools on it are closed.
 */
public final class TestPostgres implements AutoCloseable {
    private static final Map<String, String> TEMPLATES = new ConcurrentHashMap<>();

    private final String name;

    private TestPostgres(String name) {
        this.name = name;
    }

    /** An empty database. */
    public static TestPostgres empty() {
        return create("template0");
    }

    /**
     * A database as the migrator leaves it.
     *
     * @param schema names what the migrator makes; the migrator runs once for each name
     */
    public static TestPostgres migrated(String schema, Consumer<DataSource> migrator) {
        return create(TEMPLATES.computeIfAbsent(schema, ignored -> template(migrator)));
    }

    private static String template(Consumer<DataSource> migrator) {
        String name = PostgresServer.freshName("template");
        execute("CREATE DATABASE " + name + " TEMPLATE template0");
        migrator.accept(PostgresServer.get().database(name));
        execute("ALTER DATABASE " + name + " WITH ALLOW_CONNECTIONS false");
        return name;
    }

    private static TestPostgres create(String template) {
        String name = PostgresServer.freshName("test");
        execute("CREATE DATABASE " + name + " TEMPLATE " + template);
        return new TestPostgres(name);
    }

    private static void execute(String statement) {
        try (var connection = PostgresServer.get().database("postgres").getConnection();
                var execution = connection.createStatement()) {
            execution.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("failed: " + statement, e);
        }
    }

    /** {@code jdbc:postgresql://…}, without user and password. */
    public String jdbcUrl() {
        return PostgresServer.get().jdbcUrl(name);
    }

    /** The user that owns everything. */
    public String user() {
        return PostgresServer.get().user();
    }

    /** That user's password; empty where none is asked for. */
    public String password() {
        return PostgresServer.get().password();
    }

    /** Unpooled connections to this database. */
    public DataSource dataSource() {
        return PostgresServer.get().database(name);
    }

    /** Ends all connections to this database, as a failing network would. */
    public void cutConnections() {
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
    }

    /** Lets nobody in, or lets them in again; connections that exist go on. */
    public void refuseConnections(boolean refuse) {
        execute("ALTER DATABASE " + name + " WITH ALLOW_CONNECTIONS " + !refuse);
    }

    /** Drops the database, and the connections that are still there. */
    @Override
    public void close() {
        execute("DROP DATABASE " + name + " WITH (FORCE)");
    }
}
