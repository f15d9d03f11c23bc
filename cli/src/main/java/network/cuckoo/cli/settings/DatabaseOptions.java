package network.cuckoo.cli.settings;

import java.nio.file.Path;
import java.util.Optional;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.db.DatabaseConfig;
import picocli.CommandLine.Option;

/** A given Postgres database, for commands that otherwise start one of their own. */
public final class DatabaseOptions {
    @Option(
            names = "--db-url",
            paramLabel = "JDBC_URL",
            description =
                    "a Postgres 15 or newer; for a demo an empty database (default: one of its own in the data folder)")
    private Optional<String> url = Optional.empty();

    @Option(
            names = "--db-user",
            defaultValue = "cuckoo",
            paramLabel = "NAME",
            description = "its user (default: ${DEFAULT-VALUE})")
    private String user = "";

    @Option(
            names = "--db-password-file",
            paramLabel = "FILE",
            description = "file with the user's password; else CUCKOO_DB_PASSWORD")
    private Optional<Path> passwordFile = Optional.empty();

    @Option(
            names = "--db-connections",
            defaultValue = "" + DatabaseConfig.DEFAULT_CONNECTIONS,
            paramLabel = "N",
            description = "connections to keep (default: ${DEFAULT-VALUE})")
    private int connections;

    /**
     * The given database; empty if none was named.
     *
     * @throws IllegalArgumentException if a value can't be used
     * @throws CommandFailure if its password is missing
     */
    public Optional<DatabaseConfig> given() {
        return url.map(jdbcUrl -> new DatabaseConfig(
                jdbcUrl,
                user,
                Secrets.need("the database's password", passwordFile, "--db-password-file", "CUCKOO_DB_PASSWORD"),
                connections));
    }

    /** Says that a database can't be used, and why: the pool's, the driver's and the migrations' exceptions have nothing in common. */
    public static CommandFailure unusable(DatabaseConfig database, RuntimeException why) {
        return new CommandFailure(
                ExitCode.UNREACHABLE,
                "the database " + database.jdbcUrl() + " can't be used as " + database.user() + ": " + why.getMessage(),
                why);
    }
}
