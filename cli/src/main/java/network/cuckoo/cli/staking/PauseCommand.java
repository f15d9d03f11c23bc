package network.cuckoo.cli.staking;

import java.util.concurrent.Callable;
import network.cuckoo.cli.chain.errand.PauseErrands;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cuckoo chain pause}: stops what brings money in. */
@Command(
        name = "pause",
        description = "Pause what brings money into a contract, for a while; for the pause guardian",
        sortOptions = false,
        footer = {
            "",
            "Example, with the network's settings file in CUCKOO_CONFIG:",
            "  cuckoo chain pause --key-file guardian.json --part staking --seconds 86400"
        })
final class PauseCommand implements Callable<Integer> {
    @Mixin
    private Sending sending = new Sending();

    @Mixin
    private PartOption part = new PartOption();

    @Option(names = "--seconds", required = true, paramLabel = "N", description = "for how long")
    private long seconds;

    @Override
    public Integer call() {
        long wanted = Ranges.seconds("--seconds", seconds);
        return sending.run(
                (chain, contracts, account) -> new PauseErrands(chain, contracts).pause(part.part(), wanted));
    }
}
