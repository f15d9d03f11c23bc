package network.cuckoo.cli.staking;

import java.util.Map;
import java.util.concurrent.Callable;
import network.cuckoo.cli.chain.errand.StakeErrands;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cuckoo chain vote}: stakes on a candidate. */
@Command(
        name = "vote",
        description = "Stake on a miner or coordinator; the stake shares its weight, its rewards and its penalties",
        sortOptions = false,
        footer = {
            "",
            "Example, with the network's settings file in CUCKOO_CONFIG:",
            "  cuckoo chain vote --key-file staker.json --candidate 0x… --amount 500CAI"
        })
final class VoteCommand implements Callable<Integer> {
    @Mixin
    private Sending sending = new Sending();

    @Option(names = "--candidate", required = true, paramLabel = "ADDRESS", description = "the candidate's owner")
    private OwnerAddress candidate = new OwnerAddress(Address.ZERO);

    @Option(
            names = "--amount",
            required = true,
            paramLabel = "AMOUNT",
            description = "how much, e.g. 500CAI; free stake is taken first, and what is missing is staked")
    private Wei amount = Wei.ZERO;

    @Override
    public Integer call() {
        return sending.run((chain, contracts, account) ->
                new StakeErrands(chain, contracts).vote(account, Map.of(candidate, amount)));
    }
}
