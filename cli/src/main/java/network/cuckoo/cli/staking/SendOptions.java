package network.cuckoo.cli.staking;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import network.cuckoo.cli.settings.StateFolder;
import picocli.CommandLine.Option;

/** How a command sends. */
final class SendOptions {
    @Option(names = "--dry-run", description = "show what would happen and what it costs, and send nothing")
    private boolean dryRun;

    @Option(
            names = {"-y", "--yes"},
            description = "don't ask; without a terminal nobody is asked anyway")
    private boolean yes;

    @Option(
            names = "--outbox",
            paramLabel = "FOLDER",
            description = "where signed transactions are kept until they are in a block (default: outbox in"
                    + " CUCKOO_STATE_DIR, else in ~/.local/state/cuckoo)")
    private Optional<Path> outbox = Optional.empty();

    @Option(
            names = "--wait-seconds",
            defaultValue = "120",
            paramLabel = "N",
            description = "how long to wait until a transaction is in a block (default: ${DEFAULT-VALUE})")
    private long waitSeconds;

    boolean dryRun() {
        return dryRun;
    }

    boolean yes() {
        return yes;
    }

    Path outbox() {
        return outbox.orElseGet(() -> StateFolder.find().resolve("outbox"));
    }

    Duration patience() {
        return Duration.ofSeconds(Ranges.seconds("--wait-seconds", waitSeconds));
    }
}
