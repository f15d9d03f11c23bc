package network.cuckoo.benchmarks.peers;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import network.cuckoo.benchmarks.load.Rate;
import network.cuckoo.benchmarks.market.TaskRows;
import network.cuckoo.db.DatabaseConfig;

/** pgbench running the statements of a submit, where it is installed. */
public final class Pgbench {
    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");
    // Ids of one client lie together, as those of a process that makes them by the time do.
    private static final String TASK = "CAST(lpad(to_hex((:client_id + 1) * 1099511627776 + :n), 32, '0') AS uuid)";

    private final Path program;
    private final DatabaseConfig database;

    private Pgbench(Path program, DatabaseConfig database) {
        this.program = program;
        this.database = database;
    }

    /** The one on the path, if there is one. */
    public static Optional<Pgbench> find(DatabaseConfig database) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "pgbench"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(program -> new Pgbench(program, database));
    }

    /**
     * Submits so many tasks like these by so many clients, each always like the same of them.
     *
     * @param firstNumber above the numbers of all runs before; each client counts up from it
     * @param script where its script is written
     */
    public Rate run(List<TaskRows> templates, int tasks, int clients, long firstNumber, Path script)
            throws IOException, InterruptedException {
        Files.writeString(script, script(templates));
        URI address = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        int each = Math.max(1, tasks / clients);
        var builder = new ProcessBuilder(List.of(
                        program.toString(),
                        "--no-vacuum",
                        "--protocol=prepared",
                        "--define=n=" + firstNumber,
                        "--client=" + clients,
                        "--transactions=" + each,
                        "--file=" + script,
                        "--host=" + address.getHost(),
                        "--port=" + address.getPort(),
                        "--username=" + database.user(),
                        address.getPath().substring(1)))
                .redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", database.password().reveal());
        Process process = builder.start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher tps = TPS.matcher(output);
            if (process.waitFor() != 0 || !tps.find()) {
                throw new IllegalStateException("pgbench ended with " + process.exitValue() + ": " + output);
            }
            return new Rate((long) each * clients, each * clients / Double.parseDouble(tps.group(1)));
        } finally {
            process.destroy();
        }
    }

    private static String script(List<TaskRows> templates) {
        var script = new StringBuilder("\\set n :n + 1\n\\set of :client_id % " + templates.size() + "\n");
        for (int i = 0; i < templates.size(); i++) {
            script.append(i == 0 ? "\\if" : "\\elif")
                    .append(" :of = ")
                    .append(i)
                    .append("\nBEGIN;\n");
            SubmitStatements.of(templates.get(i))
                    .forEach(statement -> script.append(statement
                                    .replaceAll("(?<!:):task\\b", Matcher.quoteReplacement(TASK))
                                    .replaceAll("(?<!:):transaction\\b", Matcher.quoteReplacement(TASK)))
                            .append(";\n"));
            script.append("COMMIT;\n");
        }
        return script.append("\\endif\n").toString();
    }
}
