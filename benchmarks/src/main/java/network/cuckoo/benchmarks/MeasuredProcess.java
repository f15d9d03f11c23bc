package network.cuckoo.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import network.cuckoo.db.DatabaseConfig;
import network.cuckoo.testing.StakingChain;

/** Runs a hidden command of this program in a JVM of its own, so that neither memory nor warm code of others count. */
final class MeasuredProcess {
    private MeasuredProcess() {}

    /** The variable of its environment that has the database's password. */
    static final String PASSWORD = "BENCHMARK_PASSWORD";

    /** @return the JSON that the command prints as its last line */
    static JsonNode run(String command, StakingChain chain, long head, DatabaseConfig database)
            throws IOException, InterruptedException {
        return run(
                List.of("-Xmx96m"),
                List.of(
                        command,
                        "--node",
                        chain.anvil().uri().toString(),
                        "--staking",
                        chain.staking().hex(),
                        "--settlement",
                        chain.settlement().hex(),
                        "--head",
                        Long.toString(head),
                        "--database",
                        database.jdbcUrl(),
                        "--user",
                        database.user()),
                database.password().reveal());
    }

    /** Runs a command with these options of the virtual machine. @return the JSON that it prints as its last line */
    static JsonNode run(List<String> options, List<String> command, String password)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"));
        line.addAll(options);
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), Benchmarks.class.getName()));
        line.addAll(command);
        var builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put(PASSWORD, password);
        Process process = builder.start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(
                        command.getFirst() + " ended with " + process.exitValue() + ": " + output);
            }
            return new ObjectMapper().readTree(output.substring(output.lastIndexOf('\n') + 1));
        } finally {
            process.destroy();
        }
    }
}
