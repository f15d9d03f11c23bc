package network.cuckoo.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.domain.TaskId;

/** A task's server-sent events, read again from the last one seen whenever the stream breaks. */
final class EventStream {
    private final Http http;
    private final TaskId task;
    private long lastSeq;
    private String kind = "";
    private long seq;

    EventStream(Http http, TaskId task) {
        this.http = http;
        this.task = task;
    }

    /** Reads until the coordinator ends the stream, which it does after a final event, or until it is too late. */
    void read(Consumer<TaskEventLine> watcher, BooleanSupplier late) {
        var request = http.request("v1/tasks/" + task + "/events")
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", Long.toString(lastSeq))
                .GET()
                .build();
        HttpResponse<Stream<String>> response = http.exchange(request, BodyHandlers.ofLines());
        try (Stream<String> lines = response.body()) {
            if (response.statusCode() >= Http.FIRST_ERROR_STATUS) {
                String body = String.join("\n", lines.toList());
                throw new RefusedException(Http.problem(response.statusCode(), body.getBytes(StandardCharsets.UTF_8)));
            }
            Iterator<String> each = lines.iterator();
            while (!late.getAsBoolean() && each.hasNext()) { // heartbeats keep this turning
                take(each.next(), watcher);
            }
        } catch (UncheckedIOException e) {
            throw new CommandFailure(
                    ExitCode.UNREACHABLE, "the event stream of task " + task + " broke: " + e.getMessage(), e);
        }
    }

    private void take(String line, Consumer<TaskEventLine> watcher) {
        if (line.startsWith("id:")) {
            seq = Long.parseLong(line.substring("id:".length()).strip());
        } else if (line.startsWith("event:")) {
            kind = line.substring("event:".length()).strip();
        } else if (line.startsWith("data:") && seq > lastSeq) {
            lastSeq = seq;
            watcher.accept(new TaskEventLine(
                    seq, kind, parse(line.substring("data:".length()).strip())));
        }
    }

    private static JsonNode parse(String data) {
        try {
            return Http.JSON.readTree(data);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance(); // an event without understandable data still happened
        }
    }
}
