package network.cuckoo.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import network.cuckoo.db.LocalPostgres;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How fast tasks live, beside job queues and bare statements in the same run. */
@Command(
        name = "scheduler",
        mixinStandardHelpOptions = true,
        description = {
            "Measures tasks at service level on a durable Postgres, in turns with job queues and bare statements on the same server: the full",
            "life of a task, submitting, the time to a lease, buffers by the length of the queue, draws by the number of miners, throughput",
            "under an open transaction. Prints ratios; its last line is JSON. All parts at full size take about half an hour."
        },
        footer = {
            "",
            "Examples:",
            "  benchmarks/run scheduler --quick",
            "  benchmarks/run scheduler --part life,submit --rounds 5",
            "  benchmarks/run scheduler --part life --apps 1 --clients 64",
            "  benchmarks/run scheduler --part held --held-minutes 1"
        })
final class SchedulerBenchmark implements Callable<Integer> {
    @Mixin
    private SchedulerLoad load = new SchedulerLoad();

    @Option(names = "--part", split = ",", description = "only these parts: ${COMPLETION-CANDIDATES} (default: all)")
    private Set<SchedulerPart> parts = EnumSet.allOf(SchedulerPart.class);

    @Override
    public Integer call() throws Exception {
        load.check();
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("benchmark", "scheduler").put("rounds", load.rounds());
        Path folder = Files.createTempDirectory("cuckoo-benchmark");
        try (LocalPostgres postgres = LocalPostgres.start(folder)) {
            var bench = new Bench(postgres, folder, load);
            for (SchedulerPart part : EnumSet.copyOf(parts)) {
                System.err.println(part.title());
                part.measure(bench, json.putObject(part.key()));
            }
        } finally {
            TemporaryFolder.delete(folder);
        }
        System.out.println(json);
        return 0;
    }
}
