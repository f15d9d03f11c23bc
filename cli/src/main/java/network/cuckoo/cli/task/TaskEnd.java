package network.cuckoo.cli.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.WhyNot;
import network.cuckoo.cli.client.AppClient;
import network.cuckoo.cli.client.TaskEventLine;
import network.cuckoo.domain.TaskId;

/** Waits for a task's end and tells it: progress on the error stream, the outcome on the output. */
final class TaskEnd {
    private final AppClient app;
    private final boolean json;
    private final Optional<Path> out;

    TaskEnd(AppClient app, boolean json, Optional<Path> out) {
        this.app = app;
        this.json = json;
        this.out = out;
    }

    /** Returns the exit code: 0 if the task succeeded, else 1. */
    int await(TaskId id, Duration limit) {
        JsonNode task = app.await(id, limit, this::tell);
        boolean succeeded = task.path("state").asText().equals("SUCCEEDED");
        if (succeeded) {
            out.ifPresent(file -> write(file, app.result(id)));
        }
        System.out.println(json ? task.toString() : TaskText.of(task));
        return (succeeded ? ExitCode.OK : ExitCode.FAILED).number();
    }

    private void tell(TaskEventLine event) {
        if (!json) {
            System.err.println("  " + TaskText.of(event));
        }
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, "the result can't be written into " + file + ": " + WhyNot.of(e), e);
        }
    }
}
