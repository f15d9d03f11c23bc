package network.cuckoo.cli.staking;

import java.util.List;
import java.util.concurrent.Callable;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.Sender;
import network.cuckoo.cli.chain.deploy.DeployedNetwork;
import network.cuckoo.cli.chain.deploy.NetworkDeployer;
import network.cuckoo.cli.chain.deploy.NetworkPlan;
import network.cuckoo.cli.chain.deploy.NetworkTerms;
import network.cuckoo.cli.key.AccountOptions;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Wei;
import network.cuckoo.keys.NodeKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cuckoo chain deploy}: a new network's contracts. */
@Command(
        name = "deploy",
        description = {
            "Deploy a new network's contracts: governor, staking, settlement, and for test networks a faucet.",
            "Stakes, waits and ceilings can't be changed later; the rest only by the governor, after its delay.",
            "Prints a settings file (YAML) for the other commands."
        },
        sortOptions = false,
        footer = {
            "",
            "Example:",
            "  CUCKOO_KEY_PASSWORD=… cuckoo chain deploy --rpc-url http://127.0.0.1:8545 --key-file me.json > network.yaml",
            "A test network on which seven days are seven minutes:",
            "  cuckoo chain deploy --rpc-url http://127.0.0.1:8545 --key-file me.json --cooldown-seconds 420 --epoch-seconds 60 \\",
            "    --with-faucet --faucet-fill 1000CAI > network.yaml"
        })
final class DeployCommand implements Callable<Integer> {
    @Mixin
    private ChainOptions chain = new ChainOptions();

    @Mixin
    private AccountOptions account = new AccountOptions();

    @Mixin
    private SendOptions options = new SendOptions();

    @Option(
            names = "--min-miner-stake",
            defaultValue = "20000CAI",
            paramLabel = "AMOUNT",
            description = "least own stake of a miner (default: ${DEFAULT-VALUE})")
    private Wei minMinerStake = Wei.ZERO;

    @Option(
            names = "--min-coordinator-stake",
            defaultValue = "2000000CAI",
            paramLabel = "AMOUNT",
            description = "least own stake of a coordinator (default: ${DEFAULT-VALUE})")
    private Wei minCoordinatorStake = Wei.ZERO;

    @Option(
            names = "--min-vote",
            defaultValue = "1CAI",
            paramLabel = "AMOUNT",
            description = "least vote (default: ${DEFAULT-VALUE})")
    private Wei minVote = Wei.ZERO;

    @Mixin
    private WaitOptions waits = new WaitOptions();

    @Option(
            names = "--slash-ceiling-bps",
            defaultValue = "5000",
            paramLabel = "N",
            description = "the most that governance may ever let a case cut (default: ${DEFAULT-VALUE})")
    private int slashCeiling;

    @Option(
            names = "--treasury-ceiling-bps",
            defaultValue = "2000",
            paramLabel = "N",
            description = "the most of a cut that governance may ever give the treasury (default: ${DEFAULT-VALUE})")
    private int treasuryCeiling;

    @Mixin
    private RoleOptions roles = new RoleOptions();

    @Mixin
    private FaucetOptions faucet = new FaucetOptions();

    @Override
    public Integer call() {
        NodeKey deployer = account.open();
        NetworkPlan plan = plan(deployer.address());
        try (ChainAccess access = chain.open()) {
            var work = new NetworkDeployer(access, plan);
            work.refuseMisfit();
            Wei mostCost = work.mostCost();
            List<String> warnings = DeploymentTexts.warnings(roles.unnamed(), plan, deployer.address());
            System.err.println(DeploymentTexts.announcement(plan, access, mostCost));
            warnings.forEach(warning -> System.err.println("warning: " + warning));
            if (options.dryRun()) {
                System.err.println("nothing was sent (--dry-run)");
                if (chain.json()) {
                    System.out.println(DeploymentTexts.json(mostCost, warnings));
                }
                return ExitCode.OK.number();
            }
            DeployedNetwork network = deploy(access, deployer, work);
            System.err.println(DeploymentTexts.done(network, access));
            System.out.print(
                    chain.json()
                            ? DeploymentTexts.json(network, plan, access)
                            : DeploymentTexts.yaml(network, plan, access));
            return ExitCode.OK.number();
        }
    }

    private DeployedNetwork deploy(ChainAccess access, NodeKey deployer, NetworkDeployer work) {
        try (var sender = Sender.take(access, deployer, options.outbox(), options.patience(), System.err::println)) {
            sender.finishUnfinished();
            if (!options.yes() && Terminal.isThere() && !Terminal.says("Go on?")) {
                throw new CommandFailure(ExitCode.FAILED, "nothing was sent");
            }
            return work.deploy(sender);
        }
    }

    private NetworkPlan plan(Address deployer) {
        try {
            var terms = new NetworkTerms(
                    minMinerStake, minCoordinatorStake, minVote, waits.waits(), slashCeiling, treasuryCeiling);
            return new NetworkPlan(terms, roles.roles(deployer), faucet.terms());
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }
}
