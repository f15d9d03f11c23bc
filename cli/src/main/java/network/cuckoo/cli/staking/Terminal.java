package network.cuckoo.cli.staking;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The person before the screen, if there is one. */
final class Terminal {
    private static final Path STANDARD_INPUT = Path.of("/proc/self/fd/0");

    private Terminal() {}

    /** Whether somebody can answer; the output may go elsewhere. */
    static boolean isThere() {
        try {
            String device = Files.readSymbolicLink(STANDARD_INPUT).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return System.console() != null && System.console().isTerminal();
        }
    }

    /** Asks on the error output. @return whether the answer was yes */
    static boolean says(String question) {
        System.err.print(question + " [y/N] ");
        System.err.flush();
        try {
            String answer = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return answer != null
                    && switch (answer.strip().toLowerCase(Locale.ROOT)) {
                        case "y", "yes" -> true;
                        default -> false;
                    };
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the answer", e);
        }
    }
}
