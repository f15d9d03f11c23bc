package network.cuckoo.cli.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import java.util.concurrent.Callable;
import network.cuckoo.domain.Wei;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cuckoo credit}: gives an app credit. */
@Command(
        name = "credit",
        description = "Give an app credit (for the coordinator's operator)",
        footer = {"", "Example: cuckoo credit demo 100CAI --reference invoice-17"})
public final class CreditCommand implements Callable<Integer> {
    @Mixin
    private CoordinatorOptions coordinator = new CoordinatorOptions();

    @Option(
            names = "--reference",
            paramLabel = "TEXT",
            description =
                    "what the credit is for; the same reference a second time changes nothing (default: a new one)")
    private @Nullable String reference;

    @Option(names = "--json", description = "print the answer as JSON")
    private boolean json;

    @Parameters(index = "0", paramLabel = "APP", description = "the app's name or id")
    private String app = "";

    @Parameters(index = "1", paramLabel = "AMOUNT", description = "e.g. 100CAI, 0.5CAI or 1000wei")
    private Wei amount = Wei.ZERO;

    @Override
    public Integer call() {
        String why = reference == null ? "cli " + UUID.randomUUID() : reference;
        JsonNode answer = coordinator.admin().credit(app, amount, why);
        System.out.println(
                json
                        ? answer.toString()
                        : app + " has "
                                + Wei.parse(answer.path("availableWei").asText())
                                        .toCai() + " to spend");
        return 0;
    }
}
