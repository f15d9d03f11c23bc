package network.cuckoo.cli.staking;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import network.cuckoo.cli.chain.errand.LeaveErrands;
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
            "Examples, with the network's settings file in CUCKOO_CONFIG:",
            "  cuckoo chain unvote --key-file staker.json --candidate 0x… --amount 200CAI",
            "  cuckoo chain unvote --key-file staker.json --from 0x…=200CAI --from 0x…=all"
        })
final class UnvoteCommand implements Callable<Integer> {
    @Mixin
    private Sending sending = new Sending();

    @Option(names = "--candidate", paramLabel = "ADDRESS", description = "the candidate's owner")
    private Optional<OwnerAddress> candidate = Optional.empty();

    @Option(
            names = "--amount",
            paramLabel = "AMOUNT",
            description = "how much at the rate of now, e.g. 200CAI, or all; rounded up to whole shares")
    private Optional<AmountOrAll> amount = Optional.empty();

    @Option(
            names = "--from",
            paramLabel = "ADDRESS=AMOUNT",
            description =
                    "instead of these two: an owner and how much, e.g. 0x…=200CAI or 0x…=all; may be given several times")
    private List<CandidateAmount> several = List.of();

    @Override
    public Integer call() {
        Map<OwnerAddress, AmountOrAll> chosen = CandidateAmount.chosen(candidate, amount, "--from", several);
        List<LeaveErrands.Leaving> leaving = chosen.entrySet().stream()
                .map(each ->
                        new LeaveErrands.Leaving(each.getKey(), each.getValue().amount()))
                .toList();
        return sending.run(
                "unvote " + leaving,
                (chain, contracts, account) -> new LeaveErrands(chain, contracts).unvote(account, leaving));
    }
}
