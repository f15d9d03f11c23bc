package network.cuckoo.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The one server of this JVM's tests: a container where an engine answers, else the embedded one. It ends with the JVM. Its
 * data are not durable: tests that need durability start a server of their own.
 */
final class PostgresServer {
    private static final String IMAGE = "postgres:18";
    private static final String USER = "postgres";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final String host;
    private final int port;
    private final String password;

    private PostgresServer(String host, int port, String password) {
        this.host = host;
        this.port = port;
        this.password = password;
    }

    private static final class Holder {
        static final PostgresServer INSTANCE = start();
    }

    static PostgresServer get() {
        return Holder.INSTANCE;
    }

    private static PostgresServer start() {
        return DockerClientFactory.instance().isDockerAvailable() ? startContainer() : startEmbedded();
    }

    @SuppressWarnings("resource") // lives as long as the JVM
    private static PostgresServer startContainer() {
        String password = "test";
        var container = new PostgreSQLContainer(IMAGE)
                .withUsername(USER)
                .withPassword(password)
                .withDatabaseName(USER)
                .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=300");
        container.start();
        Runtime.getRuntime().addShutdownHook(new Thread(container::stop, "postgres-container-closer"));
        return new PostgresServer(container.getHost(), container.getMappedPort(5432), password);
    }

    @SuppressWarnings("resource") // closes itself when the JVM ends
    private static PostgresServer startEmbedded() {
        Path programs = Path.of(
                System.getProperty("java.io.tmpdir"), "cuckoo-test-postgres-" + System.getProperty("user.name"));
        System.setProperty("ot.epg.working-dir", programs.toString());
        try {
            Path data = Files.createTempDirectory("cuckoo-test-data");
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(programs.toFile())
                    .setDataDirectory(data)
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .start();
            endEvenIfKilled(data);
            return new PostgresServer("127.0.0.1", postgres.getPort(), "");
        } catch (IOException e) {
            throw new UncheckedIOException("embedded Postgres does not start", e);
        }
    }

    /** A killed JVM runs no shutdown hook: a shell then sees its input end and stops what is left (mutation runs kill JVMs). */
    private static void endEvenIfKilled(Path data) throws IOException {
        String stop = """
                trap '' INT
                read -r never
                while pid=$(head -n 1 "$1/postmaster.pid") && kill -INT "$pid"; do sleep 1; done
                rm -rf "$1"
                """;
        new ProcessBuilder("sh", "-c", stop, "sh", data.toString())
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
    }

    static String freshName(String prefix) {
        return prefix + "_" + DATABASES.incrementAndGet();
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    String user() {
        return USER;
    }

    String password() {
        return password;
    }

    DataSource database(String name) {
        var source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl(name));
        source.setUser(USER);
        source.setPassword(password);
        return source;
    }
}
