package network.cuckoo.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Postgres of our own in a folder, with durable settings: what was committed is there after a crash of this process, of
 * Postgres or of the machine. It listens on loopback only, asks for a password kept in the folder, and keeps its port over
 * restarts where it can. Works as root and as a normal user.
 *
 * <p>The folder belongs to one process at a time. A Postgres that a killed process left behind is stopped and started anew.
 * There is no shutdown hook: the owner closes it after those that use it.
 */
public final class LocalPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalPostgres.class);
    private static final String DATABASE = "cuckoo";
    private static final int PASSWORD_BYTES = 24;

    private final FileChannel lockFile;
    private final PostgresServer server;
    private final DatabaseConfig config;
    private final long pid;
    private boolean closed;

    private LocalPostgres(FileChannel lockFile, PostgresServer server, DatabaseConfig config) {
        this.lockFile = lockFile;
        this.server = server;
        this.config = config;
        pid = server.pid();
    }

    /** Like {@link #start(Path, Path)}, with the programs unpacked in the user's cache folder. */
    public static LocalPostgres start(Path folder) {
        return start(folder, UserCache.folder());
    }

    /**
     * Starts, and makes the folder and the database {@code cuckoo} if they aren't there.
     *
     * @param folder holds the data, the log {@code postgres.log} and the password
     * @param cache where Postgres' programs are unpacked once for all
     * @throws IllegalStateException if another process uses the folder, or Postgres does not start (with its log's end)
     */
    public static LocalPostgres start(Path folder, Path cache) {
        try {
            Path home = Files.createDirectories(folder).toRealPath();
            FileChannel lock = lock(home);
            try {
                return startLocked(home, PostgresBinaries.unpackedIn(cache), lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start Postgres in " + folder + ": " + e.getMessage(), e);
        }
    }

    private static LocalPostgres startLocked(Path home, Path programs, FileChannel lock) throws IOException {
        Secret password = passwordIn(home);
        var server = new PostgresServer(home, programs);
        server.initialize(password);
        server.stopLeftover();
        int port = server.start();
        try {
            server.createDatabase(DATABASE, password);
        } catch (RuntimeException e) {
            server.stop();
            throw e;
        }
        LOG.info("postgres runs in {} on port {}", home, port);
        var config = new DatabaseConfig(
                PostgresServer.jdbcUrl(port, DATABASE),
                PostgresServer.USER,
                password,
                DatabaseConfig.DEFAULT_CONNECTIONS);
        return new LocalPostgres(lock, server, config);
    }

    private static FileChannel lock(Path home) throws IOException {
        FileChannel channel =
                FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            LOG.debug("locked in this process", e);
        }
        if (lock == null) {
            channel.close();
            throw new IllegalStateException("another process uses the database in " + home);
        }
        return channel;
    }

    private static Secret passwordIn(Path home) throws IOException {
        Path file = home.resolve("password");
        if (!Files.exists(file)) {
            byte[] random = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(random);
            Path fresh = OwnersFile.write(
                    home.resolve("password.new"), HexFormat.of().formatHex(random));
            Files.move(fresh, file);
        }
        return new Secret(Files.readString(file).strip());
    }

    /** How to connect. */
    public DatabaseConfig config() {
        return config;
    }

    /** The process id of the server as it was started, for scripts; changes with every start. */
    public long pid() {
        return pid;
    }

    /** Stops the server, ending its connections, and gives the folder free. A second call does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (lockFile) {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
