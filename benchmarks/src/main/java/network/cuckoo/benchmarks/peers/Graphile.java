package network.cuckoo.benchmarks.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import network.cuckoo.benchmarks.load.Rate;
import network.cuckoo.db.DatabaseConfig;

/** Graphile Worker in a process of its own: so many clients add trivial jobs while its worker runs them. */
public final class Graphile {
    private final Path script;
    private final DatabaseConfig database;

    /** @param folder where the script is and what it needs is installed */
    public Graphile(Path folder, DatabaseConfig database) {
        this.script = folder.resolve("run.mjs");
        this.database = database;
    }

    /** How jobs are added and marked as done. */
    public enum Mode {
        /** One by one, as by default. */
        SINGLE,
        /** A hundred at a time, with its local queue and jobs completed in batches. */
        BATCHED
    }

    /**
     * Runs so many jobs, from the first one added to the last one done, after some to warm up.
     *
     * @param concurrency jobs that its worker runs at a time
     */
    public Rate run(int jobs, int clients, int concurrency, Mode mode) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(List.of(
                        "node",
                        script.toString(),
                        Integer.toString(jobs),
                        Integer.toString(clients),
                        Integer.toString(concurrency),
                        mode.name().toLowerCase(Locale.ROOT)))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("BENCHMARK_DATABASE", connectionString());
        builder.environment().put("NODE_ENV", "production");
        Process process = builder.start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("Graphile Worker ended with " + process.exitValue() + ": " + output);
            }
            JsonNode json = new ObjectMapper().readTree(output);
            return new Rate(json.path("jobs").asLong(), json.path("seconds").asDouble());
        } finally {
            process.destroy();
        }
    }

    private String connectionString() {
        URI address = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        return "postgresql://" + encoded(database.user()) + ":"
                + encoded(database.password().reveal()) + "@" + address.getHost() + ":" + address.getPort()
                + address.getPath();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
