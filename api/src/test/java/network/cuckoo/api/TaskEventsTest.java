package network.cuckoo.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Event streams: live, taken up again, kept alive, ended. */
class TaskEventsTest extends WorldTest {
    private static final String APPLE = "{\"model\":\"emoji\",\"input\":{\"prompt\":\"a red apple\"}}";
    private static final byte[] PICTURE = "a picture".getBytes(StandardCharsets.UTF_8);

    @Test
    void stream_tellsLive_andResumesWithoutGapOrRepeat() throws Exception {
        Api app = richApp();
        JsonNode task = app.post("/v1/tasks", APPLE).expect(201).json();
        String path = task.at("/links/events").asText();
        int last;
        try (var stream = EventStream.open(app, path)) {
            assertThat(next(stream).kind()).isEqualTo("QUEUED");
            FakeMiner miner = world().miner(ApiWorld.LARGE_KEY).login();
            JsonNode lease = miner.nextLease();
            EventStream.Event assigned = next(stream);
            assertThat(assigned.kind()).isEqualTo("ASSIGNED");
            assertThat(assigned.data()).contains(miner.address().hex(), "\"at\":");
            last = assigned.id();
            miner.start(lease).expect(200);
            miner.progress(lease, 1, 2).expect(204);
            miner.finish(lease, "image/png", PICTURE).expect(200);
        }
        try (var resumed = EventStream.open(app, path, "Last-Event-ID", Integer.toString(last))) {
            assertThat(resumed.rest())
                    .extracting(EventStream.Event::kind)
                    .containsExactly("STARTED", "PROGRESS", "SUCCEEDED");
        }
        try (var over = EventStream.open(app, path, "Last-Event-ID", "5")) {
            assertThat(over.rest()).isEmpty();
        }
    }

    @Test
    void stream_isKeptAlive_andEndsWithTheFinalEvent() throws Exception {
        Api app = richApp();
        JsonNode task = app.post("/v1/tasks", "{\"model\":\"minilm\",\"input\":{\"text\":\"x\"}}")
                .expect(201)
                .json();
        try (var stream = EventStream.open(app, task.at("/links/events").asText())) {
            next(stream);
            var rest = CompletableFuture.supplyAsync(() -> {
                try {
                    return stream.rest();
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            await().atMost(Duration.ofSeconds(60)).until(() -> stream.comments() >= 3);
            app.post(task.at("/links/self").asText() + "/cancel", "{}").expect(200);
            assertThat(rest.get()).extracting(EventStream.Event::kind).contains("CANCELLED");
        }
    }

    @Test
    void stream_isRefused_withAWrongLastEventId() {
        Api app = richApp();
        JsonNode task = app.post("/v1/tasks", APPLE).expect(201).json();
        String path = task.at("/links/events").asText();
        app.get(path, "Last-Event-ID", "x").refusal(400, "invalid-input");
        app.get(path, "Last-Event-ID", "-1").refusal(400, "invalid-input");
        app.post(task.at("/links/self").asText() + "/cancel", "{}").expect(200);
    }

    private static EventStream.Event next(EventStream stream) throws java.io.IOException {
        EventStream.@Nullable Event event = stream.next();
        if (event == null) {
            throw new AssertionError("the stream ended");
        }
        return event;
    }
}
