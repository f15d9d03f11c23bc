package network.cuckoo.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import network.cuckoo.domain.Wei;
import org.junit.jupiter.api.Test;

/** The database away and back, and the server's own end. */
class OutageTest {
    private static final String APPLE = "{\"model\":\"emoji\",\"input\":{\"prompt\":\"a red apple\"}}";

    @Test
    void requests_areAnswered503_whileTheDatabaseIsAway_andGoOnAfterwards() {
        try (var world = new ApiWorld()) {
            Api app = world.app("app", Wei.ofCai(1));
            world.postgres().refuseConnections(true);
            world.postgres().cutConnections();
            Api.Answer refused = app.post("/v1/tasks", APPLE);
            refused.refusal(503, "database-unavailable");
            assertThat(refused.header("Retry-After")).isEqualTo("5");
            assertThat(world.open()
                            .get("/healthz")
                            .expect(503)
                            .json()
                            .at("/checks/database/ok")
                            .asBoolean())
                    .isFalse();
            assertThat(world.open().get("/metrics").expect(200).text()).contains("cuckoo_database_up 0.0");
            world.open().get("/").expect(200);
            world.postgres().refuseConnections(false);
            // JobRunr's own threads may meet the outage and end by it; its server is looked after.
            await().dontCatchUncaughtExceptions()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> app.post("/v1/tasks", APPLE).status() == 201);
            world.books();
        }
    }

    @Test
    void close_endsStreamsAndLongPollsAtOnce() throws Exception {
        try (var world = new ApiWorld()) {
            Api app = world.app("app", Wei.ofCai(1));
            JsonNode waiting = app.post("/v1/tasks", APPLE).expect(201).json();
            var stream = EventStream.open(app, waiting.at("/links/events").asText());
            assertThat(stream.next()).isNotNull();
            var miner = new FakeMiner(world.open(), ApiWorld.SMALL_KEY, List.of(ApiWorld.MINILM)).login();
            var poll = CompletableFuture.supplyAsync(() -> miner.poll(20));
            await().atMost(Duration.ofSeconds(60)).until(() -> waiters(world) >= 2);
            world.server().close();
            assertThat(poll.get(60, TimeUnit.SECONDS).path("leases")).isEmpty();
            stream.rest();
            stream.close();
        }
    }

    private static double waiters(ApiWorld world) {
        return world.open()
                .get("/metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith("cuckoo_api_waiting "))
                .mapToDouble(line -> Double.parseDouble(line.split(" ")[1]))
                .sum();
    }
}
