package network.cuckoo.cli.staking;

import java.util.concurrent.Callable;
import network.cuckoo.cli.chain.errand.StakeErrands;
import network.cuckoo.domain.Wei;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cuckoo chain stake}: adds free stake. */
@Command(
        name = "stake",
        description = "Add to the free stake, which backs nobody until it is voted",
        sortOptions = false,
        footer = {
            "",
            "Example, with the network's settings file in CUCKOO_CONFIG:",
            "  cuckoo chain stake --key-file staker.json --amount 500CAI"
        })
final class StakeCommand implements Callable<Integer> {
    @Mixin
    private Sending sending = new Sending();

    @Option(
            names = "--amount",
            required = true,
            paramLabel = "AMOUNT",
            description = "how much, e.g. 500CAI, 0.5CAI or 1000wei")
    private Wei amount = Wei.ZERO;

    @Override
    public Integer call() {
        return sending.run((chain, contracts, account) -> new StakeErrands(chain, contracts).stake(account, amount));
    }
}
