package network.cuckoo.cli.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.Wei;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code cuckoo dead-letter}: tasks that were given up. */
@Command(
        name = "dead-letter",
        description = "List tasks that were given up, and put one back (for the coordinator's operator)")
public final class DeadLetterCommand implements Runnable {
    @Override
    public void run() {
        throw new ParameterException(new CommandLine(this), "dead-letter what? list or retry");
    }

    @Command(name = "list", description = "Tasks that were given up, newest first, and why")
    int list(
            @Mixin CoordinatorOptions coordinator,
            @Option(
                            names = "--limit",
                            defaultValue = "20",
                            paramLabel = "1..100",
                            description = "how many (default: ${DEFAULT-VALUE})")
                    int limit,
            @Option(names = "--before", paramLabel = "TASK", description = "only tasks older than this one")
                    Optional<TaskId> before,
            @Option(names = "--json", description = "print the coordinator's answer") boolean json) {
        JsonNode answer = coordinator.admin().deadLetters(limit, before);
        if (json) {
            System.out.println(answer);
            return 0;
        }
        answer.path("deadLetters").forEach(letter -> System.out.println(line(letter)));
        if (answer.path("deadLetters").isEmpty()) {
            System.out.println("no task was given up");
        }
        return 0;
    }

    private static String line(JsonNode letter) {
        String again = letter.has("retriedBy")
                ? "\n  put back as task " + letter.path("retriedBy").asText()
                : "";
        return letter.path("id").asText() + "  " + letter.path("finishedAt").asText() + "  "
                + letter.path("model").asText() + "  " + letter.path("code").asText() + "\n  "
                + letter.path("detail").asText() + again;
    }

    @Command(
            name = "retry",
            description = {
                "Offer the same request again, as a new task at today's price from the same app's credit.",
                "Doing it twice makes one task."
            })
    int retry(
            @Mixin CoordinatorOptions coordinator,
            @Option(names = "--json", description = "print the coordinator's answer") boolean json,
            @Parameters(paramLabel = "TASK", description = "the task that was given up") TaskId task) {
        JsonNode answer = coordinator.admin().retry(task);
        System.out.println(
                json
                        ? answer.toString()
                        : "task " + answer.path("id").asText() + " repeats it, state "
                                + answer.path("state").asText() + ", price "
                                + Wei.parse(answer.path("priceWei").asText()).toCai());
        return 0;
    }
}
