package network.cuckoo.cli.staking;

import java.util.concurrent.Callable;
import network.cuckoo.cli.chain.errand.CandidateErrands;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cuckoo chain commission}: sets the commission. */
@Command(
        name = "commission",
        description =
                "Set the own part of the pool's rewards: a cut counts at once, a rise after the cooldown and an epoch",
        sortOptions = false,
        footer = {
            "",
            "Example, with the network's settings file in CUCKOO_CONFIG:",
            "  cuckoo chain commission --key-file owner.json --bps 500"
        })
final class CommissionCommand implements Callable<Integer> {
    @Mixin
    private Sending sending = new Sending();

    @Option(
            names = "--bps",
            required = true,
            paramLabel = "N",
            description = "the commission in basis points (hundredths of a per cent), 0 to 10000")
    private int basisPoints;

    @Override
    public Integer call() {
        int wanted = Ranges.commission("--bps", basisPoints);
        return sending.run(
                (chain, contracts, account) -> new CandidateErrands(chain, contracts).commission(account, wanted));
    }
}
