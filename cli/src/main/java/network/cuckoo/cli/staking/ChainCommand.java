package network.cuckoo.cli.staking;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** {@code cuckoo chain}: the contracts, by hand. */
@Command(
        name = "chain",
        description = "Deploy the contracts, register miners and coordinators, vote, and see who weighs what",
        footer = {
            "",
            "Example: CUCKOO_KEY_PASSWORD=… cuckoo chain deploy --rpc-url http://127.0.0.1:8545 --key-file me.json > network.yaml",
            "Its output is a settings file: with CUCKOO_CONFIG=network.yaml the other commands need no addresses."
        },
        subcommands = {
            DeployCommand.class,
            RegisterMinerCommand.class,
            RegisterCoordinatorCommand.class,
            VoteCommand.class,
            StatusCommand.class
        })
public final class ChainCommand implements Runnable {
    @Override
    public void run() {
        throw new ParameterException(
                new CommandLine(this), "chain what? deploy, register-miner, register-coordinator, vote or status");
    }
}
