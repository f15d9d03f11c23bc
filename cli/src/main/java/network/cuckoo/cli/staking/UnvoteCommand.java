package network.cuckoo.cli.staking;

import java.util.Optional;
import java.util.concurrent.Callable;
import network.cuckoo.cli.chain.errand.LeaveErrands;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.OwnerAddress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cuckoo chain unvote}: starts the cooldown of votes. */
@Command(
        name = "unvote",
        description = "Take votes back: they cool, still liable for the pool, and can be withdrawn after the cooldown",
        sortOptions = false,
        footer = {
            "",
            "Example, with the network's settings file in CUCKOO_CONFIG:",
            "  cuckoo chain unvote --key-file staker.json --candidate 0x… --amount 200CAI"
        })
final class UnvoteCommand implements Callable<Integer> {
    @Mixin
    private Sending sending = new Sending();

    @Option(names = "--candidate", required = true, paramLabel = "ADDRESS", description = "the candidate's owner")
    private OwnerAddress candidate = new OwnerAddress(Address.ZERO);

    @Option(
            names = "--amount",
            required = true,
            paramLabel = "AMOUNT",
            description = "how much at the rate of now, e.g. 200CAI, or all; rounded up to whole shares")
    private AmountOrAll amount = new AmountOrAll(Optional.empty());

    @Override
    public Integer call() {
        return sending.run((chain, contracts, account) ->
                new LeaveErrands(chain, contracts).unvote(account, candidate, amount.amount()));
    }
}
