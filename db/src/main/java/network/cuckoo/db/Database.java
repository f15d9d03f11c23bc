package network.cuckoo.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;

/** A pool of connections to one Postgres database, its migrations and its transactions. Safe for use by many threads. */
public final class Database implements AutoCloseable {
    private static final Duration CONNECTION_WAIT = Duration.ofSeconds(5);
    private static final String INVALID_AUTHORIZATION = "28"; // SQLSTATE, the class
    private static final String NO_SUCH_DATABASE = "3D000";
    private static final Duration FIRST_CONNECTION_WAIT = Duration.ofSeconds(15);

    private static final String BY_INDEX = SqlFile.read(Database.class, "by_index.sql");

    static {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }

    private final HikariDataSource pool;
    private final DSLContext dsl;

    private Database(HikariDataSource pool) {
        this.pool = pool;
        this.dsl = DSL.using(pool, SQLDialect.POSTGRES, new Settings().withExecuteLogging(false));
    }

    /**
     * Connects, waiting up to 15 s for the first connection, but not where the server refuses the user, the password or the
     * database's name. Nothing is migrated yet.
     *
     * @throws HikariPool.PoolInitializationException if the database does not answer or refuses
     */
    public static Database open(DatabaseConfig config) {
        HikariConfig pool = poolOf(config);
        failWhereWaitingIsVain(pool);
        return new Database(new HikariDataSource(pool));
    }

    // The pool would try again and again.
    private static void failWhereWaitingIsVain(HikariConfig pool) {
        var login = new Properties();
        login.putAll(pool.getDataSourceProperties());
        login.setProperty("user", pool.getUsername());
        login.setProperty("password", pool.getPassword());
        try (Connection connection = DriverManager.getConnection(pool.getJdbcUrl(), login)) {
            connection.getMetaData();
        } catch (SQLException e) {
            String state = e.getSQLState();
            if (state != null && (state.startsWith(INVALID_AUTHORIZATION) || state.equals(NO_SUCH_DATABASE))) {
                throw new HikariPool.PoolInitializationException(e);
            }
        }
    }

    private static HikariConfig poolOf(DatabaseConfig config) {
        var pool = new HikariConfig();
        pool.setPoolName("cuckoo-db");
        pool.setJdbcUrl(config.jdbcUrl());
        pool.setUsername(config.user());
        pool.setPassword(config.password().reveal());
        pool.setMaximumPoolSize(config.maxConnections());
        pool.setConnectionTimeout(CONNECTION_WAIT.toMillis());
        pool.setInitializationFailTimeout(FIRST_CONNECTION_WAIT.toMillis());
        pool.setConnectionInitSql("SET random_page_cost = 1.1"); // as on any disk without a moving head
        pool.addDataSourceProperty("ApplicationName", "cuckoo");
        pool.addDataSourceProperty("connectTimeout", "5");
        pool.addDataSourceProperty("socketTimeout", "60");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        return pool;
    }

    /**
     * Brings the schema up to date: our SQL migrations and those given, in the order of their versions. Concurrent callers
     * wait for each other.
     *
     * @throws org.flywaydb.core.api.FlywayException if a migration fails or one that was applied has changed
     */
    public void migrate(JavaMigration... more) {
        migrate(pool, more);
    }

    /** The same for a data source of the caller's own. */
    public static void migrate(DataSource dataSource, JavaMigration... more) {
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migrations")
                .javaMigrations(more)
                .placeholderReplacement(false)
                .load()
                .migrate();
    }

    /** Runs the work in one transaction and commits, or rolls back and rethrows what the work threw. */
    public <T> T transaction(Function<DSLContext, T> work) {
        return dsl.transactionResult(configuration -> work.apply(configuration.dsl()));
    }

    /**
     * Like {@link #transaction} for statements that touch few rows of tables that may be of any size: each row is looked up by an
     * index. A plan is kept for as long as a connection lives, and one that was made while a table was small would read all of it
     * when it no longer is.
     */
    public <T> T pointTransaction(Function<DSLContext, T> work) {
        return transaction(tx -> {
            tx.execute(BY_INDEX);
            return work.apply(tx);
        });
    }

    /** Like {@link #transaction} for work without a result. */
    public void transactionVoid(Consumer<DSLContext> work) {
        dsl.transaction(configuration -> work.accept(configuration.dsl()));
    }

    /** For single statements outside a transaction: each one sees what was committed when it began. */
    public DSLContext read() {
        return dsl;
    }

    /** The pool, for those that bring their own SQL. */
    public DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }
}
