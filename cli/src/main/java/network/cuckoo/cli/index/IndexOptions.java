package network.cuckoo.cli.index;

import java.nio.file.Path;
import java.util.function.Function;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.settings.DatabaseOptions;
import network.cuckoo.cli.settings.Home;
import network.cuckoo.cli.settings.RunFile;
import network.cuckoo.cli.settings.Secrets;
import network.cuckoo.db.Database;
import network.cuckoo.db.DatabaseConfig;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which database a command looks at. What is not given comes from a demo's {@code run.json}. */
final class IndexOptions {
    private static final int CONNECTIONS = 2;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description =
                    "a demo's data folder, whose database is looked at where none is given; default: .cuckoo in the checkout")
    private Path dataDir = Home.defaultData();

    @Option(names = "--json", description = "print the result as one JSON object")
    private boolean json;

    boolean json() {
        return json;
    }

    /** Works on the database. @throws CommandFailure if there is none, or it can't be used */
    <T> T with(Function<Database, T> work) {
        DatabaseConfig config = config();
        try (Database opened = Database.open(config)) {
            return work.apply(opened);
        } catch (CommandFailure e) {
            throw e;
        } catch (RuntimeException e) {
            throw DatabaseOptions.unusable(config, e);
        }
    }

    private DatabaseConfig config() {
        try {
            return database.given().orElseGet(() -> fromDemo("--db-url", IndexOptions::ofDemo));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    <T> T fromDemo(String flag, Function<RunFile, T> value) {
        return RunFile.read(dataDir)
                .map(value)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE, flag + " is needed: there is no run.json of a demo in " + dataDir));
    }

    private static DatabaseConfig ofDemo(RunFile run) {
        return new DatabaseConfig(
                run.text("database"),
                run.text("databaseUser"),
                Secrets.read(run.path("databasePasswordFile")),
                CONNECTIONS);
    }
}
