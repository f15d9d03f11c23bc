package network.cuckoo.cli.process;

import java.io.IOException;
import java.io.UncheckedIOException;
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
            read -r done && exit 0
            kill -"$2" "$1" 2>/dev/null
            for i in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$1" 2>/dev/null || exit 0; sleep 0.5; done
            kill -KILL "$1" 2>/dev/null
            """;

    private final Process shell;

    private Guard(Process shell) {
        this.shell = shell;
    }

    /**
     * Guards a process.
     *
     * @param signal which signal ends it politely, e.g. TERM
     */
    public static Guard over(long pid, String signal) {
        List<String> command = new ArrayList<>();
        if (OnPath.has("setsid")) {
            command.add("setsid");
        }
        command.addAll(List.of("sh", "-c", SCRIPT, "guard", Long.toString(pid), signal));
        try {
            return new Guard(new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("can't start a shell", e);
        }
    }

    /** Lets the process go: its end was seen to. */
    @Override
    public void close() {
        try (var input = shell.outputWriter(StandardCharsets.UTF_8)) {
            input.write("done\n");
        } catch (IOException e) {
            shell.destroyForcibly(); // it is gone already, or will be
        }
    }
}
