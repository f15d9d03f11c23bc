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
        description = "Measures the life of tasks beside job queues and bare statements.")
final class SchedulerBenchmark implements Callable<Integer> {
    @Mixin
    private SchedulerLoad load = new SchedulerLoad();

    @Option(
            names = "--part",
            split = ",",
            description = "only these parts: ${COMPLETION-CANDIDATES} (default: all)")
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
