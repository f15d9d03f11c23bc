package network.cuckoo.cli.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A process of ours with a log file of its own. It runs in its own session, so that Ctrl-C in the terminal reaches only the
 * parent, which then ends its children in order. Its standard input stays open as long as the parent lives.
 */
public final class ChildProcess {
    private static final String SESSION_LEADER = "setsid";

    private final String name;
    private final Process process;
    private final Path log;
    private volatile boolean stopping;

    private ChildProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a program; what it prints is appended to the log.
     *
     * @param name what people call it
     * @param environment changes the variables, which are the parent's
     * @throws UncheckedIOException if it can't be started
     */
    public static ChildProcess start(
            String name, List<String> command, Consumer<Map<String, String>> environment, Path log) {
        List<String> line = new ArrayList<>();
        if (OnPath.has(SESSION_LEADER)) {
            line.add(SESSION_LEADER);
        }
        line.addAll(command);
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            var builder = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            environment.accept(builder.environment());
            return new ChildProcess(name, builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException("can't start " + name + ": " + e.getMessage(), e);
        }
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    public Path log() {
        return log;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Whether {@link #stop} was called: an end that was asked for. */
    public boolean isStopping() {
        return stopping;
    }

    /** Completes with this process when it has ended, however that came about. */
    public CompletableFuture<ChildProcess> onExit() {
        return process.onExit().thenApply(ended -> this);
    }

    /** The exit status of an ended process; 128 and the signal's number if a signal ended it. */
    public int exitStatus() {
        return process.exitValue();
    }

    /** How an ended process ended: "with status 1; the end of its log FILE:", then the log's last lines. */
    public List<String> endReport() {
        List<String> report = new ArrayList<>();
        report.add("with status " + exitStatus() + "; the end of its log " + log + ":");
        report.addAll(LogEnd.of(log));
        return report;
    }

    /** Asks it to end (SIGTERM) and ends it by force if it has not ended within the patience. Returns whether it ended by itself. */
    public boolean stop(Duration patience) {
        stopping = true;
        process.destroy();
        boolean ended = waitFor(patience);
        if (!ended) {
            process.destroyForcibly();
            waitFor(patience);
        }
        return ended;
    }

    private boolean waitFor(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }
}
