package network.cuckoo.cli.staking;

import java.util.concurrent.Callable;
import network.cuckoo.cli.chain.errand.CandidateErrands;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code cuckoo chain deregister}: ends a registration. */
@Command(
        name = "deregister",
        description = "End the registration; stake, votes and liability stay as they are",
        sortOptions = false,
        footer = {
            "",
            "Example, with the network's settings file in CUCKOO_CONFIG:",
            "  cuckoo chain deregister --key-file owner.json"
        })
final class DeregisterCommand implements Callable<Integer> {
    @Mixin
    private Sending sending = new Sending();

    @Override
    public Integer call() {
        return sending.run(
                "deregister",
                (chain, contracts, account) -> new CandidateErrands(chain, contracts).deregister(account));
    }
}
