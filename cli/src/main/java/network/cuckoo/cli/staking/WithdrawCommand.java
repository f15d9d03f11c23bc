package network.cuckoo.cli.staking;

import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.Callable;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.errand.LeaveErrands;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cuckoo chain withdraw}: ends cooled entries. */
@Command(
        name = "withdraw",
        description = "Take votes out that have cooled, at the pool's rate of now",
        sortOptions = false,
        footer = {
            "",
            "Example, with the network's settings file in CUCKOO_CONFIG:",
            "  cuckoo chain withdraw --key-file staker.json --all-ready",
            "  cuckoo chain withdraw --key-file staker.json --id 3 --id 7 --to-free"
        })
final class WithdrawCommand implements Callable<Integer> {
    @Mixin
    private Sending sending = new Sending();

    @Option(names = "--id", paramLabel = "N", description = "a cooling entry; may be given several times")
    private List<BigInteger> ids = List.of();

    @Option(names = "--all-ready", description = "all of the account's entries that are ready")
    private boolean allReady;

    @Option(names = "--to-free", description = "into the free stake instead of being paid out")
    private boolean toFree;

    @Override
    public Integer call() {
        if (ids.isEmpty() != allReady) {
            throw new CommandFailure(ExitCode.USAGE, "which entries? Give --id N, or --all-ready, and not both");
        }
        return sending.run(
                "withdraw " + ids + (allReady ? " ready" : "") + (toFree ? " to free" : ""),
                (chain, contracts, account) -> new LeaveErrands(chain, contracts).withdraw(account, ids, toFree));
    }
}
