package network.cuckoo.cli.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.cli.chain.NodeUrls;
import network.cuckoo.cli.client.AppClient;
import network.cuckoo.cli.settings.RunFile;
import network.cuckoo.cli.task.CoordinatorOptions;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.draw.CheckStep;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cuckoo verify assignment}: recomputes who should have won a task's draws. */
@Command(
        name = "assignment",
        description = {
            "Recompute a task's draws from the chain and the published record.",
            "Weights, block and the hash chain's tip are read from the chain's node given. Until the epoch is over and its",
            "secret revealed the check is provisional; the coordinator's operator completes it at once with --secret-file."
        },
        sortOptions = false,
        footer = {"", "Exit code 0: nothing differs; 1: something does."})
final class VerifyAssignmentCommand implements Callable<Integer> {
    @Parameters(paramLabel = "TASK", description = "the task's id")
    private Optional<TaskId> task = Optional.empty();

    @Option(
            names = "--rpc-url",
            paramLabel = "URL",
            description =
                    "a chain node that you trust (of several between commas the first that answers); default: the demo's")
    private Optional<NodeUrls> rpcUrl = Optional.empty();

    @Option(names = "--staking", paramLabel = "ADDRESS", description = "the staking contract; default: the demo's")
    private Optional<Address> staking = Optional.empty();

    @Option(
            names = "--settlement",
            paramLabel = "ADDRESS",
            description = "the settlement contract; default: the demo's")
    private Optional<Address> settlement = Optional.empty();

    @Option(
            names = "--start-block",
            paramLabel = "N",
            description = "a block before the contracts' first event (default: the demo's, or 0)")
    private Optional<Long> startBlock = Optional.empty();

    @Option(
            names = "--secret-file",
            paramLabel = "FILE",
            description = "the coordinator's hash chain, for its operator")
    private Optional<Path> secretFile = Optional.empty();

    @Option(names = "--json", description = "print the steps as JSON")
    private boolean json;

    @Mixin
    private CoordinatorOptions coordinator = new CoordinatorOptions();

    @Override
    public Integer call() {
        AppClient client = coordinator.anybody();
        JsonNode published = client.draws(task.orElseThrow());
        if (published.path("draws").isEmpty()) {
            throw new CommandFailure(ExitCode.FAILED, "task " + task.get() + " was not drawn yet");
        }
        try (ChainAccess chain = rpcUrl.map(NodeUrls::open).orElseGet(() -> new ChainAccess(demosNode()))) {
            var check = new AssignmentCheck(
                    chain, contracts(chain), epochSeconds(client, published), OwnSecrets.of(secretFile));
            List<AssignmentCheck.Verdict> verdicts = check.check(published, Optional.empty());
            print(verdicts);
            boolean holds = verdicts.stream().allMatch(AssignmentCheck.Verdict::holds);
            return (holds ? ExitCode.OK : ExitCode.FAILED).number();
        }
    }

    private URI demosNode() {
        return fromDemo("--rpc-url", run -> run.uri("rpc"));
    }

    private static long epochSeconds(AppClient client, JsonNode published) {
        long epoch = published.path("draws").path(0).path("epoch").asLong();
        return client.epoch(epoch).path("periodSeconds").asLong();
    }

    private NetworkContracts contracts(ChainAccess chain) {
        Optional<RunFile> demo = coordinator.demo();
        long start = startBlock.orElseGet(
                () -> demo.map(run -> Long.parseLong(run.text("startBlock"))).orElse(0L));
        return new NetworkContracts(
                chain.chainId(),
                staking.orElseGet(() -> fromDemo("--staking", run -> Address.parse(run.text("staking")))),
                settlement.orElseGet(() -> fromDemo("--settlement", run -> Address.parse(run.text("settlement")))),
                new BlockNumber(start));
    }

    private <T> T fromDemo(String flag, Function<RunFile, T> value) {
        return coordinator.demo().map(value).orElseThrow(() -> new CommandFailure(ExitCode.USAGE, flag + " is needed"));
    }

    private void print(List<AssignmentCheck.Verdict> verdicts) {
        if (json) {
            System.out.println(new ObjectMapper().valueToTree(verdicts).toString());
            return;
        }
        for (AssignmentCheck.Verdict verdict : verdicts) {
            System.out.println("draw " + verdict.attempt() + ", won by " + verdict.winner());
            verdict.steps().forEach(step -> System.out.println("  " + textOf(step)));
            System.out.println(
                    verdict.holds()
                            ? verdict.complete()
                                    ? "  => holds"
                                    : "  => holds so far; the epoch's secret is not revealed yet"
                            : "  => DOES NOT HOLD");
        }
    }

    private static String textOf(CheckStep step) {
        return switch (step.status()) {
            case OK -> "ok       " + step.name() + ": " + step.actual();
            case NOT_YET -> "not yet  " + step.name() + ": " + step.expected();
            case DIFFERS ->
                "DIFFERS  " + step.name() + ": published " + step.actual() + ", computed " + step.expected();
        };
    }
}
