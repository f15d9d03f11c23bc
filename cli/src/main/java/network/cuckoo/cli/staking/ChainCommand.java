package network.cuckoo.cli.staking;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** {@code cuckoo chain}: the contracts, by hand. */
@Command(
        name = "chain",
        description =
                "The contracts by hand: deploy, stake, vote, register, rewards, cases, escrow, payouts, the rules, and who weighs what",
        footer = {
            "",
            "Example: CUCKOO_KEY_PASSWORD=… cuckoo chain deploy --rpc-url http://127.0.0.1:8545 --key-file me.json > network.yaml",
            "Its output is a settings file: with CUCKOO_CONFIG=network.yaml the other commands need no addresses."
        })
public final class ChainCommand implements Runnable {
    /** What can be done, in the order of the help. */
    public static final List<Class<?>> BELOW = List.of(
            DeployCommand.class,
            FaucetCommand.class,
            StakeCommand.class,
            UnstakeCommand.class,
            RegisterMinerCommand.class,
            RegisterCoordinatorCommand.class,
            RotateNodeCommand.class,
            UpdateInfoCommand.class,
            CommissionCommand.class,
            DeregisterCommand.class,
            VoteCommand.class,
            UnvoteCommand.class,
            WithdrawCommand.class,
            FundCommand.class,
            RewardsCommand.class,
            CreditClaimCommand.class,
            CaseCommand.class,
            EscrowCommand.class,
            ClaimCommand.class,
            RootCommand.class,
            TipCommand.class,
            PauseCommand.class,
            UnpauseCommand.class,
            GovernCommand.class,
            OutboxCommand.class,
            StatusCommand.class,
            ParametersCommand.class);

    @Override
    public void run() {
        throw new ParameterException(new CommandLine(this), "chain what? See cuckoo chain --help");
    }
}
