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

    /** @return the JSON that the command prints as its last line */
    static JsonNode run(String command, StakingChain chain, long head, DatabaseConfig database)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-Xmx96m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                Benchmarks.class.getName(),
                command));
        line.addAll(List.of(
                "--node",
                chain.anvil().uri().toString(),
                "--staking",
                chain.staking().hex()));
        line.addAll(List.of("--settlement", chain.settlement().hex(), "--head", Long.toString(head)));
        line.addAll(List.of("--database", database.jdbcUrl(), "--user", database.user()));
        var builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("BENCHMARK_PASSWORD", database.password().reveal());
        Process process = builder.start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + " ended with " + process.exitValue() + ": " + output);
            }
            return new ObjectMapper().readTree(output.substring(output.lastIndexOf('\n') + 1));
        } finally {
            process.destroy();
        }
    }
}
