package network.cuckoo.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How loud this process is: nodes tell what they do, other commands only what goes wrong. Must run before the first logger. */
final class Logging {
    private static final String PREFIX = "org.slf4j.simpleLogger.";
    private static final String COORDINATOR = "coordinator";
    private static final Set<String> NODES = Set.of(COORDINATOR, "miner");
    private static final List<String> QUIET = List.of(
            "org.eclipse.jetty",
            "io.javalin",
            "com.zaxxer.hikari",
            "org.flywaydb",
            "org.jooq",
            "ai.djl",
            "org.web3j",
            "io.zonky",
            "org.jobrunr");

    private Logging() {}

    static void configure(String... arguments) {
        settings(arguments).forEach((key, value) -> {
            if (System.getProperty(PREFIX + key) == null) {
                System.setProperty(PREFIX + key, value);
            }
        });
    }

    /** The logger's settings for a process with these arguments. */
    static Map<String, String> settings(String... arguments) {
        String command = arguments.length == 0 ? "" : arguments[0];
        Map<String, String> settings = new HashMap<>();
        settings.put("defaultLogLevel", NODES.contains(command) ? "info" : "warn");
        settings.put("showDateTime", "true");
        settings.put("dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        settings.put("showThreadName", "false");
        settings.put("showShortLogName", "true");
        QUIET.forEach(name -> settings.put("log." + name, "warn"));
        // it calls every Postgres but the newest unsupported; the migrations and the tests say which are
        settings.put("log.org.jooq.impl.DefaultExecuteContext.logVersionSupport", "error");
        if (command.equals(COORDINATOR)) {
            // it only counts tokens, but the tokenizers' loader looks for GPUs and complains about what it finds
            settings.put("log.ai.djl.util.cuda", "off");
        }
        return settings;
    }
}
