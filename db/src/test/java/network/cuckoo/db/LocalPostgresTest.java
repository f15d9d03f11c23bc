package network.cuckoo.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT) // each test has a server of its own
class LocalPostgresTest {
    @TempDir
    private Path folder;

    @Test
    void start_keepsDataPasswordAndPort_overRestarts() {
        DatabaseConfig first;
        try (var postgres = LocalPostgres.start(folder)) {
            first = postgres.config();
            try (var database = Database.open(first)) {
                database.migrate();
                insertApp(database, "kept");
            }
        }
        try (var postgres = LocalPostgres.start(folder);
                var database = Database.open(postgres.config())) {
            database.migrate();

            assertThat(postgres.config()).isEqualTo(first);
            assertThat(apps(database)).containsExactly("kept");
        }
    }

    @Test
    void start_isDurable_asksForThePassword_andRefusesAFolderInUse() {
        try (var postgres = LocalPostgres.start(folder);
                var database = Database.open(postgres.config())) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                assertThat(database.read().fetchValue("SELECT current_setting({0})", DSL.val(setting)))
                        .as(setting)
                        .isEqualTo("on");
            }

            var config = postgres.config();
            var wrong = new DatabaseConfig(config.jdbcUrl(), config.user(), new Secret("guess"), 1);
            assertThatThrownBy(() -> Database.open(wrong)).hasMessageContaining("password");
            assertThat(config.toString()).doesNotContain(config.password().reveal());

            assertThatThrownBy(() -> LocalPostgres.start(folder))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another process uses the database");
            assertThat(postgres.pid()).isNotZero();
        }
    }

    @Test
    void start_replacesALivingServer_thatAKilledOwnerLeft() throws Exception {
        Process owner = startInAnotherProcess();
        long orphan;
        try {
            orphan = Long.parseLong(owner.inputReader().readLine());
        } finally {
            owner.destroyForcibly().waitFor();
        }
        assertThat(ProcessHandle.of(orphan)).get().matches(ProcessHandle::isAlive);

        try (var postgres = LocalPostgres.start(folder);
                var database = Database.open(postgres.config())) {
            assertThat(postgres.pid()).isNotEqualTo(orphan);
            assertThat(apps(database)).containsExactly("committed before the kill");
        }
    }

    @Test
    void start_recovers_afterThePostmasterWasKilled_andItsNumberGivenToAnotherProgram() throws Exception {
        long pid;
        try (var postgres = LocalPostgres.start(folder);
                var database = Database.open(postgres.config())) {
            database.migrate();
            insertApp(database, "committed");
            pid = postgres.pid();
            var server = ProcessHandle.of(pid).orElseThrow();
            server.destroyForcibly();
            server.onExit().get(60, TimeUnit.SECONDS);
        }
        long somebodyElse = ProcessHandle.current().pid();
        Files.writeString(folder.resolve("data/postmaster.pid"), somebodyElse + "\n" + folder.resolve("data") + "\n");
        try (var postgres = LocalPostgres.start(folder);
                var database = Database.open(postgres.config())) {
            assertThat(postgres.pid()).isNotZero().isNotEqualTo(pid).isNotEqualTo(somebodyElse);
            assertThat(apps(database)).containsExactly("committed");
        }
    }

    private Process startInAnotherProcess() throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Owner.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** A process that starts a database, commits a row, prints the server's process id and waits to be killed. */
    static final class Owner {
        private Owner() {}

        public static void main(String[] arguments) throws IOException {
            var postgres = LocalPostgres.start(Path.of(arguments[0]));
            var database = Database.open(postgres.config());
            database.migrate();
            insertApp(database, "committed before the kill");
            System.out.println(postgres.pid());
            System.out.flush();
            int end = System.in.read();
            System.exit(end == -1 ? 0 : 1);
        }
    }

    private static void insertApp(Database database, String name) {
        database.transactionVoid(
                tx -> tx.execute("INSERT INTO app (app_id, name) VALUES (gen_random_uuid(), ?)", name));
    }

    private static List<String> apps(Database database) {
        return database.read().fetch("SELECT name FROM app").getValues("name", String.class);
    }
}
