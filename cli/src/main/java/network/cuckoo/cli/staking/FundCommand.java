package network.cuckoo.cli.staking;

import java.util.concurrent.Callable;
import network.cuckoo.cli.chain.errand.RewardErrands;
import network.cuckoo.domain.Wei;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cuckoo chain fund}: gives rewards to a pool. */
@Command(
        name = "fund",
        description = "Give rewards to a candidate's pool: its commission at once, the rest drips to its stakers",
        sortOptions = false,
        footer = {
            "",
            "Example, with the network's settings file in CUCKOO_CONFIG:",
            "  cuckoo chain fund --key-file payer.json --candidate 0x… --amount 100CAI"
        })
final class FundCommand implements Callable<Integer> {
    @Mixin
    private Sending sending = new Sending();

    @Mixin
    private CandidateOption candidate = new CandidateOption();

    @Option(names = "--amount", required = true, paramLabel = "AMOUNT", description = "how much, e.g. 100CAI")
    private Wei amount = Wei.ZERO;

    @Override
    public Integer call() {
        return sending.run((chain, contracts, account) ->
                new RewardErrands(chain, contracts).fund(account, candidate.owner(), amount));
    }
}
