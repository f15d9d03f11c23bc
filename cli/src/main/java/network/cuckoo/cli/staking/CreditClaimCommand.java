package network.cuckoo.cli.staking;

import network.cuckoo.cli.chain.errand.RewardErrands;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** {@code cuckoo chain credit}: commissions, returned bonds, the treasury's parts. */
@Command(name = "credit", description = "Claim an account's credit: commissions, returned bonds, the treasury's parts")
final class CreditClaimCommand implements Runnable {
    @Override
    public void run() {
        throw new ParameterException(
                new CommandLine(this), "credit what? claim (`cuckoo chain status --account` shows it)");
    }

    @Command(
            name = "claim",
            description = "Pay the account's credit out",
            footer = {"", "Example:", "  cuckoo chain credit claim --key-file owner.json"})
    int claim(@Mixin Sending sending) {
        return sending.run(
                "claim credit",
                (chain, contracts, account) -> new RewardErrands(chain, contracts).claimCredit(account));
    }
}
