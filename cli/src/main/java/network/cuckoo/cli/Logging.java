package network.cuckoo.cli;

import java.util.List;
import java.util.Set;

/** How loud this process is: nodes tell what they do, other commands only what goes wrong. Must run before the first logger. */
final class Logging {
    private static final String PREFIX = "org.slf4j.simpleLogger.";
    private static final Set<String> NODES = Set.of("coordinator", "miner");
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
        boolean node = arguments.length > 0 && NODES.contains(arguments[0]);
        set("defaultLogLevel", node ? "info" : "warn");
        set("showDateTime", "true");
        set("dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        set("showThreadName", "false");
        set("showShortLogName", "true");
        // it calls every Postgres but the newest unsupported; the migrations and the tests say which are
        set("log.org.jooq.impl.DefaultExecuteContext.logVersionSupport", "error");
        QUIET.forEach(name -> set("log." + name, "warn"));
    }

    private static void set(String key, String value) {
        if (System.getProperty(PREFIX + key) == null) {
            System.setProperty(PREFIX + key, value);
        }
    }
}
