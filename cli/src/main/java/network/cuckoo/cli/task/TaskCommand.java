package network.cuckoo.cli.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import network.cuckoo.cli.client.AppClient;
import network.cuckoo.domain.TaskId;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code cuckoo task}: offer tasks to a coordinator and see what became of them. */
@Command(
        name = "task",
        description = "Offer tasks to a coordinator and see what became of them",
        subcommands = SubmitCommand.class)
public final class TaskCommand implements Runnable {
    @Override
    public void run() {
        throw new ParameterException(new CommandLine(this), "task what? submit, show, wait or cancel");
    }

    @Command(name = "show", description = "Show a task: state, why it waits, miner, result")
    int show(
            @Mixin CoordinatorOptions coordinator,
            @Option(names = "--json", description = "print the coordinator's answer") boolean json,
            @Parameters(paramLabel = "TASK", description = "the task's id") TaskId task) {
        JsonNode answer = coordinator.app().task(task);
        System.out.println(json ? answer.toString() : TaskText.of(answer));
        return 0;
    }

    @Command(name = "cancel", description = "Take a task back that is not finished; its price is released")
    int cancel(
            @Mixin CoordinatorOptions coordinator,
            @Option(names = "--json", description = "print the coordinator's answer") boolean json,
            @Parameters(paramLabel = "TASK", description = "the task's id") TaskId task) {
        JsonNode answer = coordinator.app().cancel(task);
        System.out.println(json ? answer.toString() : TaskText.of(answer));
        return 0;
    }

    @Command(name = "wait", description = "Wait until a task is finished; fails if the task failed")
    int await(
            @Mixin CoordinatorOptions coordinator,
            @Option(
                            names = "--timeout-seconds",
                            defaultValue = "600",
                            paramLabel = "N",
                            description = "give up after so long (default: ${DEFAULT-VALUE})")
                    long timeoutSeconds,
            @Option(names = "--out", paramLabel = "FILE", description = "write the result into this file")
                    Optional<Path> out,
            @Option(names = "--json", description = "print the coordinator's answer") boolean json,
            @Parameters(paramLabel = "TASK", description = "the task's id") TaskId task) {
        AppClient app = coordinator.app();
        return new TaskEnd(app, json, out).await(task, Duration.ofSeconds(timeoutSeconds));
    }
}
