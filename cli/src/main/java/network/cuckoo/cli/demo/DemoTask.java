package network.cuckoo.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.client.AppClient;
import network.cuckoo.cli.client.TaskEventLine;
import network.cuckoo.cli.task.TaskText;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.hash.Sha256;
import network.cuckoo.domain.task.TaskRequest;

/** One task that the demo offers, from the request to the file with its result. */
final class DemoTask {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final int NONCE_BYTES = 32;

    private final DemoConsole console;
    private final AppClient app;
    private final DemoFolder folder;
    private final TaskRequest request;

    DemoTask(DemoConsole console, AppClient app, DemoFolder folder, TaskRequest request) {
        this.console = console;
        this.app = app;
        this.folder = folder;
        this.request = request;
    }

    /**
     * A finished task.
     *
     * @param task the coordinator's answer
     * @param millis from the offer to the result here
     */
    record Done(TaskId id, TaskRequest request, JsonNode task, long millis, Path output, Hash32 sha256) {
        String model() {
            return request.model().value();
        }

        JsonNode assignment() {
            return task.path("assignment");
        }
    }

    /** 32 random bytes. */
    static Hash32 nonce() {
        byte[] bytes = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Hash32.of(bytes);
    }

    /** Offers it with this input, follows it and fetches the result. @throws CommandFailure if it does not succeed */
    Done run(ObjectNode input) {
        long begun = console.elapsedMillis();
        ObjectNode offer = AppClient.offer(request.model().value(), input)
                .put("nonce", request.nonce().hex());
        JsonNode accepted = app.submit(offer, Optional.empty());
        var id = TaskId.parse(accepted.path("id").asText());
        console.say("task %s offered to %s: %s", id, request.model(), input);
        JsonNode task = app.await(id, LIMIT, event -> tell(id, event));
        if (!task.path("state").asText().equals("SUCCEEDED")) {
            throw new CommandFailure(ExitCode.FAILED, "the demo's task did not succeed: " + TaskText.of(task));
        }
        byte[] bytes = app.result(id);
        long millis = console.elapsedMillis() - begun;
        Hash32 sha256 = Sha256.hash(bytes);
        if (!sha256.hex().equals(task.path("result").path("sha256").asText())) {
            throw new CommandFailure(ExitCode.FAILED, "the result of task " + id + " is not what its hash says");
        }
        return new Done(id, request, task, millis, write(id, task, bytes), sha256);
    }

    private void tell(TaskId id, TaskEventLine event) {
        if (!event.kind().equals("PROGRESS")
                || event.data().path("done").asInt()
                        == event.data().path("total").asInt()) {
            console.more("task " + id.toString().substring(id.toString().length() - 6) + " " + TaskText.of(event));
        }
    }

    private Path write(TaskId id, JsonNode task, byte[] bytes) {
        String ending = task.path("result").path("mediaType").asText().equals("image/png") ? ".png" : ".json";
        try {
            return Files.write(folder.output(id + ending), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("can't write the result of task " + id, e);
        }
    }
}
