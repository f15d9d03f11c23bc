package network.cuckoo.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import network.cuckoo.cli.WhyNot;

/** Tells people when the database or the chain under a demo ends while the demo goes on. */
record ServiceWatch(DemoConsole console, BooleanSupplier ending) {
    private static final int LOG_LINES = 8;

    /** Watches one of the demo's own services. */
    void over(String name, long pid, Path log) {
        ProcessHandle.of(pid)
                .ifPresent(process -> process.onExit().thenRun(() -> {
                    if (!ending.getAsBoolean()) {
                        console.say("! %s (process %d) ended unasked; the end of its log %s:", name, pid, log);
                        lastLines(log).forEach(line -> console.more("| " + line));
                        console.more(
                                "the other parts wait for it; end the demo and start it again to go on with the same data");
                    }
                }));
    }

    private static List<String> lastLines(Path log) {
        try {
            List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
            return lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size());
        } catch (IOException e) {
            return List.of("(the log can't be read: " + WhyNot.of(e) + ")");
        }
    }
}
