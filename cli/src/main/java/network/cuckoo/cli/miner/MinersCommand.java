package network.cuckoo.cli.miner;

import com.fasterxml.jackson.databind.JsonNode;
import network.cuckoo.cli.task.CoordinatorOptions;
import network.cuckoo.domain.NodeAddress;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code cuckoo miners}: how miners stand with a coordinator. */
@Command(name = "miners", description = "See how miners stand with a coordinator, and lift a suspension")
public final class MinersCommand implements Runnable {
    @Override
    public void run() {
        throw new ParameterException(new CommandLine(this), "miners what? list, show or lift");
    }

    @Command(name = "list", description = "The heaviest miners: share, state, standing")
    int list(
            @Mixin CoordinatorOptions coordinator,
            @Option(names = "--json", description = "print the coordinator's answer") boolean json) {
        JsonNode answer = coordinator.anybody().miners();
        if (json) {
            System.out.println(answer);
        } else {
            answer.path("miners").forEach(miner -> System.out.println(MinerText.line(miner)));
        }
        return 0;
    }

    @Command(
            name = "show",
            description = "A miner: its state, its standing, and why it was passed over in the last draws")
    int show(
            @Mixin CoordinatorOptions coordinator,
            @Option(names = "--json", description = "print the coordinator's answer") boolean json,
            @Parameters(paramLabel = "NODE", description = "the miner's node address") NodeAddress node) {
        JsonNode answer = coordinator.anybody().miner(node);
        System.out.println(json ? answer.toString() : MinerText.portrait(answer));
        return 0;
    }

    @Command(name = "lift", description = "End a suspension that was unjust (for the coordinator's operator)")
    int lift(
            @Mixin CoordinatorOptions coordinator,
            @Option(names = "--json", description = "print the coordinator's answer") boolean json,
            @Parameters(paramLabel = "NODE", description = "the miner's node address") NodeAddress node) {
        JsonNode answer = coordinator.admin().lift(node);
        System.out.println(
                json
                        ? answer.toString()
                        : node + ": " + answer.path("standing").path("text").asText());
        return 0;
    }
}
