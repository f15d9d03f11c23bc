package network.cuckoo.db;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** Runs Postgres' own programs on one data folder: make it, start and stop its server. */
final class PostgresServer {
    static final String USER = "cuckoo";

    private static final String LOOPBACK = "127.0.0.1";
    private static final int START_ATTEMPTS = 5;
    private static final int LOG_LINES_SHOWN = 15;
    private static final long PROGRAM_LIMIT_SECONDS = 120;
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=" + LOOPBACK,
            "unix_socket_directories=",
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "max_connections=200",
            "timezone=UTC",
            "log_timezone=UTC",
            "jit=off");

    private final Path home;
    private final Path data;
    private final Path log;
    private final Path programs;

    PostgresServer(Path home, Path programs) {
        this.home = home;
        this.data = home.resolve("data");
        this.log = home.resolve("postgres.log");
        this.programs = programs;
    }

    static String jdbcUrl(int port, String database) {
        return "jdbc:postgresql://" + LOOPBACK + ":" + port + "/" + database;
    }

    /** Makes the data folder if there is none; one whose making was interrupted is made anew. */
    void initialize(Secret password) throws IOException {
        if (Files.exists(data)) {
            return;
        }
        Path making = home.resolve("data.new");
        Folders.delete(making);
        Path passwordFile = OwnersFile.write(home.resolve("password.init"), password.reveal());
        try {
            run(
                    "initdb",
                    "-D",
                    making.toString(),
                    "-U",
                    USER,
                    "-A",
                    "scram-sha-256",
                    "--pwfile=" + passwordFile,
                    "-E",
                    "UTF8",
                    "--locale=C",
                    "--no-instructions");
        } finally {
            Files.delete(passwordFile);
        }
        Files.move(making, data);
    }

    /** Stops a server that a killed owner left running here, by the process id that it wrote down. */
    void stopLeftover() throws IOException {
        var left = PostmasterFile.in(data);
        if (left.isPresent()) {
            if (left.get().server().isPresent()) {
                stop();
            } else {
                left.get().removeIfNumberWasReused();
            }
        }
    }

    /** Starts the server, on the port of the last time if it is free, and waits until it answers. */
    int start() throws IOException {
        IOException failure = new IOException("not tried");
        for (int attempt = 0; attempt < START_ATTEMPTS; attempt++) {
            int port = attempt == 0 ? lastPort() : freePort();
            try {
                run(
                        "pg_ctl",
                        "start",
                        "-D",
                        data.toString(),
                        "-l",
                        log.toString(),
                        "-w",
                        "-t",
                        "60",
                        "-s",
                        "-o",
                        options(port));
                Files.writeString(home.resolve("port"), Integer.toString(port));
                return port;
            } catch (IOException e) {
                failure = e;
            }
        }
        throw new IllegalStateException("Postgres does not start in " + home + "; its log ends:\n" + logEnd(), failure);
    }

    private static String options(int port) {
        var options = new StringBuilder("-p " + port);
        for (String setting : SETTINGS) {
            options.append(" -c ").append(setting);
        }
        return options.toString();
    }

    private int lastPort() throws IOException {
        Path file = home.resolve("port");
        if (Files.exists(file)) {
            int port = Integer.parseInt(Files.readString(file).strip());
            if (isFree(port)) {
                return port;
            }
        }
        return freePort();
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.getLocalPort();
        }
    }

    /** Makes the database if it isn't there. */
    void createDatabase(String name, Secret password) throws IOException {
        int port = Integer.parseInt(Files.readString(home.resolve("port")).strip());
        var login = new Properties();
        login.setProperty("user", USER);
        login.setProperty("password", password.reveal());
        try (var connection = DriverManager.getConnection(jdbcUrl(port, "postgres"), login);
                var statement = connection.createStatement();
                var found = statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + name + "'")) {
            if (!found.next()) {
                try (var creation = connection.createStatement()) {
                    creation.execute("CREATE DATABASE " + name);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot make the database " + name + " in " + home, e);
        }
    }

    /** The server's process id, or 0 if none runs. */
    long pid() {
        try {
            return PostmasterFile.in(data)
                    .flatMap(PostmasterFile::server)
                    .map(ProcessHandle::pid)
                    .orElse(0L);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read postmaster.pid in " + data, e);
        }
    }

    /** Ends connections and stops; a server that does not within a minute is stopped at once and recovers at its next start. */
    void stop() throws IOException {
        if (pid() == 0) {
            return;
        }
        try {
            run("pg_ctl", "stop", "-D", data.toString(), "-m", "fast", "-w", "-t", "60", "-s");
        } catch (IOException e) {
            if (pid() != 0) {
                run("pg_ctl", "stop", "-D", data.toString(), "-m", "immediate", "-w", "-t", "30", "-s");
            }
        }
    }

    private void run(String program, String... arguments) throws IOException {
        var command = new ArrayList<String>(RootUser.commandPrefix());
        command.add(programs.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        // To a file: a server started by pg_ctl would keep a pipe of ours open.
        Path output = Files.createTempFile(home, program, ".out");
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().put("LC_ALL", "C");
            await(program, builder.start(), output);
        } finally {
            Files.delete(output);
        }
    }

    private static void await(String program, Process process, Path output) throws IOException {
        try {
            if (!process.waitFor(PROGRAM_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(program + " did not end within " + PROGRAM_LIMIT_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + program + " ran", e);
        }
        if (process.exitValue() != 0) {
            throw new IOException(program + " failed (" + process.exitValue() + "): "
                    + Files.readString(output).strip());
        }
    }

    private String logEnd() throws IOException {
        if (!Files.exists(log)) {
            return "(no log)";
        }
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
    }
}
