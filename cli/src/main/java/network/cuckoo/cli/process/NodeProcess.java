package network.cuckoo.cli.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Starts another process of this program, e.g. a miner: the same Java, the same class path. */
public final class NodeProcess {
    private static final String MAIN = "network.cuckoo.cli.Cuckoo";
    private static final String OURS = "CUCKOO_";
    private static final Set<String> KEPT = Set.of("CUCKOO_CACHE_DIR", "CUCKOO_JAVA_HOME");
    private static final List<String> FLAGS = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.net.preferIPv4Stack=true");

    private NodeProcess() {}

    /**
     * Starts the command as a child that ends with this process.
     *
     * @param heapMegabytes most that its objects may take
     * @param settings its {@code CUCKOO_…} variables, for what must not be seen in a list of processes; ours are not passed on
     */
    public static ChildProcess start(
            String name, int heapMegabytes, List<String> arguments, Map<String, String> settings, Path log) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.add("-Xmx" + heapMegabytes + "m");
        command.addAll(List.of(
                "-Dcuckoo.home=" + System.getProperty("cuckoo.home", ""),
                "-cp",
                System.getProperty("java.class.path"),
                MAIN));
        command.addAll(arguments);
        return ChildProcess.start(
                name,
                command,
                environment -> {
                    environment.keySet().removeIf(key -> key.startsWith(OURS) && !KEPT.contains(key));
                    environment.putAll(settings);
                },
                log);
    }
}
