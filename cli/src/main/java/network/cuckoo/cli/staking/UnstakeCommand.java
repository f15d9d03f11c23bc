package network.cuckoo.cli.staking;

import java.util.Optional;
import java.util.concurrent.Callable;
import network.cuckoo.cli.chain.errand.StakeErrands;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cuckoo chain unstake}: pays free stake out. */
@Command(
        name = "unstake",
        description = "Pay free stake out, at once",
        sortOptions = false,
        footer = {
            "",
            "Example, with the network's settings file in CUCKOO_CONFIG:",
            "  cuckoo chain unstake --key-file staker.json --amount all"
        })
final class UnstakeCommand implements Callable<Integer> {
    @Mixin
    private Sending sending = new Sending();

    @Option(names = "--amount", required = true, paramLabel = "AMOUNT", description = "how much, e.g. 500CAI, or all")
    private AmountOrAll amount = new AmountOrAll(Optional.empty());

    @Override
    public Integer call() {
        return sending.run(
                "unstake " + amount,
                (chain, contracts, account) -> new StakeErrands(chain, contracts).unstake(account, amount.amount()));
    }
}
