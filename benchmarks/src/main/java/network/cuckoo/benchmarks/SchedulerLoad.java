package network.cuckoo.benchmarks;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How much load the scheduler's benchmark makes. */
@Command
final class SchedulerLoad {
    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "how often each is measured, in turns; medians count (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--tasks", defaultValue = "20000", description = "tasks of a run (default: ${DEFAULT-VALUE})")
    private int tasks;

    @Option(
            names = "--clients",
            defaultValue = "16",
            description = "clients that submit at a time (default: ${DEFAULT-VALUE})")
    private int clients;

    @Option(
            names = "--apps",
            defaultValue = "16",
            description = "apps that the clients submit for (default: ${DEFAULT-VALUE})")
    private int apps;

    @Option(names = "--miners", defaultValue = "8", description = "miners at work (default: ${DEFAULT-VALUE})")
    private int miners;

    @Option(names = "--places", defaultValue = "16", description = "places of each miner (default: ${DEFAULT-VALUE})")
    private int places;

    @Option(
            names = "--connections",
            defaultValue = "10",
            description = "connections of the scheduler's pool and of JobRunr's (default: ${DEFAULT-VALUE})")
    private int connections;

    @Option(
            names = "--held-minutes",
            defaultValue = "5",
            description = "how long a transaction is held open under load (default: ${DEFAULT-VALUE})")
    private int heldMinutes;

    @Option(
            names = "--graphile",
            defaultValue = "${sys:basedir}/graphile",
            hidden = true,
            description = "where Graphile Worker is installed")
    private Path graphile = Path.of("");

    @Option(
            names = "--quick",
            description = "a small run of all parts, to see that they work: its figures mean nothing")
    private boolean quick;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /** @throws ParameterException if there is nothing to do */
    void check() {
        if (Math.min(Math.min(rounds, tasks), Math.min(clients, apps)) < 1
                || Math.min(Math.min(miners, places), connections) < 1
                || heldMinutes < 0) {
            throw new ParameterException(
                    spec.commandLine(), "all numbers must be at least 1, --held-minutes at least 0");
        }
    }

    int rounds() {
        return quick ? 1 : rounds;
    }

    int tasks() {
        return quick ? 200 : tasks;
    }

    int clients() {
        return clients;
    }

    int apps() {
        return apps;
    }

    int miners() {
        return miners;
    }

    int places() {
        return places;
    }

    int connections() {
        return connections;
    }

    int heldMinutes() {
        return heldMinutes;
    }

    Path graphile() {
        return graphile;
    }

    boolean quick() {
        return quick;
    }
}
