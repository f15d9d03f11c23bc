package network.cuckoo.scheduler.jobs;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.zip.CRC32;
import javax.sql.DataSource;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jobrunr.storage.sql.common.DatabaseCreator;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;
import org.jspecify.annotations.Nullable;

/**
 * JobRunr's own tables, in a schema of their own, made by Flyway in its transaction. Repeatable: it runs again when JobRunr's
 * version changes, and JobRunr's creator applies only the scripts that are new.
 */
public final class JobRunrTables implements JavaMigration {
    static final String SCHEMA = "jobrunr";
    static final String TABLE_PREFIX = SCHEMA + ".";
    private static final Set<String> ENDINGS = Set.of("close", "commit", "rollback", "setAutoCommit");

    @Override
    public @Nullable MigrationVersion getVersion() {
        return null;
    }

    @Override
    public String getDescription() {
        return "JobRunr tables";
    }

    @Override
    public Integer getChecksum() {
        var checksum = new CRC32();
        checksum.update(version().getBytes(StandardCharsets.UTF_8));
        return (int) checksum.getValue();
    }

    /** The version of the JobRunr that runs, which has the scripts: its jar says it. */
    static String version() {
        @Nullable String version = DatabaseCreator.class.getPackage().getImplementationVersion();
        if (version == null) {
            throw new IllegalStateException("JobRunr's jar does not say its version; was it repacked?");
        }
        return version;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        try (var statement = context.getConnection().createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS " + SCHEMA);
        }
        var creator = new DatabaseCreator(within(context.getConnection()), TABLE_PREFIX, PostgresStorageProvider.class);
        creator.runMigrations();
    }

    /** A source of this one connection, whose transaction stays Flyway's. */
    private static DataSource within(Connection connection) {
        var guarded = (Connection) Proxy.newProxyInstance(
                JobRunrTables.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (ENDINGS.contains(method.getName())
                            && (arguments == null || method.getName().equals("setAutoCommit"))) {
                        return null;
                    }
                    return invoke(() -> method.invoke(connection, arguments));
                });
        return (DataSource) Proxy.newProxyInstance(
                JobRunrTables.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        return guarded;
                    }
                    throw new UnsupportedOperationException(method.toString());
                });
    }

    private interface Invocation {
        @Nullable
        Object run() throws IllegalAccessException, InvocationTargetException;
    }

    private static @Nullable Object invoke(Invocation invocation) throws Throwable {
        try {
            return invocation.run();
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
