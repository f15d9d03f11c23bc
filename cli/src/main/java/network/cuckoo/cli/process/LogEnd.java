package network.cuckoo.cli.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import network.cuckoo.cli.WhyNot;

/** The end of a process's log, as people are shown it when the process has ended. */
public final class LogEnd {
    private static final int LINES = 12;
    private static final Pattern FRAME = Pattern.compile("\\s+(at |\\.\\.\\. )");

    private LogEnd() {}

    /** The last lines without stack frames, oldest first, each behind a bar; or a line that says why there are none. */
    public static List<String> of(Path log) {
        try {
            List<String> lines = Files.exists(log) ? read(log) : List.of();
            return lines.isEmpty()
                    ? List.of("| (nothing)")
                    : lines.subList(Math.max(0, lines.size() - LINES), lines.size());
        } catch (IOException e) {
            return List.of("| (the log can't be read: " + WhyNot.of(e) + ")");
        }
    }

    private static List<String> read(Path log) throws IOException {
        return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !FRAME.matcher(line).lookingAt())
                .map(line -> "| " + line)
                .toList();
    }
}
