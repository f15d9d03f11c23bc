package network.cuckoo.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code benchmarks/run}. */
@Command(
        name = "benchmarks/run",
        mixinStandardHelpOptions = true,
        description = "Measures Cuckoo beside yardsticks in the same run.",
        subcommands = {
            IndexerBenchmark.class,
            SchedulerBenchmark.class,
            ScriptRun.class,
            IndexerRun.class,
            DrawRun.class,
            HeapRun.class
        })
final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Benchmarks())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }
}
