package network.cuckoo.cli.staking;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.errand.StakeErrands;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cuckoo chain vote}: stakes on candidates. */
@Command(
        name = "vote",
        description =
                "Stake on miners or coordinators; the stake shares their weight, their rewards and their penalties",
        sortOptions = false,
        footer = {
            "",
            "Examples, with the network's settings file in CUCKOO_CONFIG:",
            "  cuckoo chain vote --key-file staker.json --candidate 0x… --amount 500CAI",
            "  cuckoo chain vote --key-file staker.json --for 0x…=500CAI --for 0x…=200CAI"
        })
final class VoteCommand implements Callable<Integer> {
    @Mixin
    private Sending sending = new Sending();

    @Option(names = "--candidate", paramLabel = "ADDRESS", description = "the candidate's owner")
    private Optional<OwnerAddress> candidate = Optional.empty();

    @Option(
            names = "--amount",
            paramLabel = "AMOUNT",
            description = "how much, e.g. 500CAI; free stake is taken first, and what is missing is staked")
    private Optional<Wei> amount = Optional.empty();

    @Option(
            names = "--for",
            paramLabel = "ADDRESS=AMOUNT",
            description = "instead of these two: an owner and how much, e.g. 0x…=500CAI; may be given several times")
    private List<CandidateAmount> several = List.of();

    @Override
    public Integer call() {
        Map<OwnerAddress, Wei> votes = votes();
        return sending.run((chain, contracts, account) -> new StakeErrands(chain, contracts).vote(account, votes));
    }

    private Map<OwnerAddress, Wei> votes() {
        Optional<AmountOrAll> single = amount.map(given -> new AmountOrAll(Optional.of(given)));
        Map<OwnerAddress, Wei> votes = new LinkedHashMap<>();
        CandidateAmount.chosen(candidate, single, "--for", several)
                .forEach((owner, chosen) -> votes.put(owner, chosen.amount().orElseThrow(VoteCommand::all)));
        return votes;
    }

    private static CommandFailure all() {
        return new CommandFailure(ExitCode.USAGE, "--for takes an amount, not all");
    }
}
