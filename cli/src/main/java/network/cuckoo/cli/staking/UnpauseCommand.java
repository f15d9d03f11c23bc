package network.cuckoo.cli.staking;

import java.util.concurrent.Callable;
import network.cuckoo.cli.chain.errand.PauseErrands;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code cuckoo chain unpause}: ends a pause. */
@Command(
        name = "unpause",
        description = "End a pause before its time; for the pause guardian and, through the governor, its council",
        sortOptions = false,
        footer = {
            "",
            "Example, with the network's settings file in CUCKOO_CONFIG:",
            "  cuckoo chain unpause --key-file council.json --part staking"
        })
final class UnpauseCommand implements Callable<Integer> {
    @Mixin
    private Sending sending = new Sending();

    @Mixin
    private PartOption part = new PartOption();

    @Override
    public Integer call() {
        return sending.run(
                (chain, contracts, account) -> new PauseErrands(chain, contracts).unpause(account, part.part()));
    }
}
