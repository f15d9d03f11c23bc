package network.cuckoo.cli.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends a process that can't watch its parent itself (the chain, Postgres) if this one dies without a word, even by kill -9: a
 * small shell waits on a pipe that only this process holds.
 */
public final class Guard implements AutoCloseable {
    private static final String SCRIPT = """
            trap '' INT TERM HUP
            read -r pid || exit 0
            read -r done && exit 0
            kill -"$1" "$pid" 2>/dev/null
            for i in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$pid" 2>/dev/null || exit 0; sleep 0.5; done
            kill -KILL "$pid" 2>/dev/null
            """;

    private final Process shell;
    private final Writer input;

    private Guard(Process shell) {
        this.shell = shell;
        this.input = shell.outputWriter(StandardCharsets.UTF_8);
    }

    /** Guards a process. @param signal which signal ends it politely, e.g. TERM */
    public static Guard over(long pid, String signal) {
        Guard guard = ready(signal);
        guard.watch(pid);
        return guard;
    }

    /** A guard for a process that is about to be started, so that there is no moment without one; {@link #watch} tells it which. */
    public static Guard ready(String signal) {
        List<String> command = new ArrayList<>();
        if (OnPath.has("setsid")) {
            command.add("setsid");
        }
        command.addAll(List.of("sh", "-c", SCRIPT, "guard", signal));
        try {
            return new Guard(new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("can't start a shell", e);
        }
    }

    /** From now on it guards this process. */
    public void watch(long pid) {
        try {
            tell(Long.toString(pid));
        } catch (IOException e) {
            throw new UncheckedIOException("a shell ended that was to guard process " + pid, e);
        }
    }

    /** Lets the process go: its end was seen to. */
    @Override
    public void close() {
        try (input) {
            tell("done");
        } catch (IOException e) {
            shell.destroyForcibly(); // it is gone already, or will be
        }
    }

    private void tell(String line) throws IOException {
        input.write(line + "\n");
        input.flush();
    }
}
