package network.cuckoo.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import network.cuckoo.cli.settings.StateFolder;

/**
 * A fault of this program, as people are told of it: a sentence, and a file with what its makers need. With {@code CUCKOO_TRACE} set
 * the same is printed instead.
 */
final class Fault {
    private static final String TRACE = "CUCKOO_TRACE";

    private Fault() {}

    /**
     * Tells it on the error output.
     *
     * @param command its name, without what it was given
     */
    static void tell(Throwable failure, String command, Map<String, String> environment) {
        System.err.println("cuckoo: a fault of this program, not of yours: " + failure);
        String details = details(failure, command);
        if (!environment.getOrDefault(TRACE, "").isBlank()) {
            System.err.println(details);
            return;
        }
        try {
            Path folder = Files.createDirectories(StateFolder.find(environment).resolve("faults"));
            Path file = Files.writeString(Files.createTempFile(folder, "fault-", ".txt"), details);
            System.err.println("Please report it; the details are in " + file + " (look through them first)");
        } catch (IOException e) {
            System.err.println("Please report it with the following; no file could be written: " + WhyNot.of(e));
            System.err.println(details);
        }
    }

    private static String details(Throwable failure, String command) {
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        return command + "\n" + String.join("\n", new Version().getVersion()) + "\n\n" + trace;
    }
}
