package network.cuckoo.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.draw.DrawCheck;
import network.cuckoo.domain.hash.Sha256;
import network.cuckoo.scheduler.draws.AssignmentView;
import org.junit.jupiter.api.Test;

/** The line from an offer to a paid result, by HTTP alone. */
class TaskLineTest extends WorldTest {
    private static final String APPLE =
            "{\"model\":\"emoji\",\"input\":{\"prompt\":\"a red apple\",\"seed\":\"1\",\"guidance\":2.5}}";
    private static final byte[] PICTURE = "not really a picture".getBytes(StandardCharsets.UTF_8);

    @Test
    void task_isDrawnWorkedOnPaidAndShown() throws Exception {
        Api app = richApp();
        var miner = world().miner(ApiWorld.SMALL_KEY).login();
        JsonNode accepted = app.post("/v1/tasks", APPLE).expect(201).json();
        String self = accepted.at("/links/self").asText();
        JsonNode lease = miner.nextLease();
        assertThat(lease.path("taskId")).isEqualTo(accepted.path("id"));
        assertThat(lease.at("/input/prompt").asText()).isEqualTo("a red apple");
        assertThat(lease.at("/input/guidance").decimalValue()).isEqualByComparingTo("2.5");
        assertThat(miner.start(lease).expect(200).json().path("remainingMillis").asLong())
                .isPositive();
        miner.progress(lease, 5, 20).expect(204);
        JsonNode verdict = miner.finish(lease, "image/png", PICTURE).expect(200).json();
        assertThat(verdict.path("verdict").asText()).isEqualTo("ACCEPTED");
        assertThat(verdict.path("earnedWei").asText())
                .as("all of 0.5 CAI but 5 % and 10 %")
                .isEqualTo("425000000000000000");
        assertThat(miner.finish(lease, "image/png", PICTURE).expect(200).json()).isEqualTo(verdict);

        JsonNode task = app.get(self).expect(200).json();
        assertThat(task.path("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(task.at("/assignment/miner").asText())
                .isEqualTo(miner.address().hex());
        assertThat(task.at("/assignment/weightShare").asDouble()).isEqualTo(0.25);
        assertThat(task.at("/result/sha256").asText())
                .isEqualTo(Sha256.hash(PICTURE).hex());
        Api.Answer output = app.get(self + "/result").expect(200);
        assertThat(output.body()).isEqualTo(PICTURE);
        assertThat(output.header("Content-Type")).isEqualTo("image/png");
        app.get(self + "/result", "If-None-Match", output.header("ETag")).expect(304);

        JsonNode ledger = app.get(self + "/ledger").expect(200).json();
        assertThat(ledger.path("sumWei").asText()).isEqualTo("0");
        assertThat(ledger.path("transactions").findValuesAsText("leg")).containsExactly("HOLD", "CAPTURE");
        assertThat(app.get("/v1/account").expect(200).json().path("heldWei").asText())
                .isEqualTo("0");
        try (var stream = EventStream.open(app, self + "/events")) {
            assertThat(stream.rest())
                    .extracting(EventStream.Event::kind)
                    .containsExactly("QUEUED", "ASSIGNED", "STARTED", "PROGRESS", "SUCCEEDED");
        }
        miner.session().post("/v1/node/logout", "{}").expect(204);
    }

    @Test
    void draw_isShownToAnybody_withoutThePrompt_andCanBeMadeAgain() {
        Api app = richApp();
        var miner = world().miner(ApiWorld.LARGE_KEY).login();
        String id = app.post("/v1/tasks", APPLE).expect(201).json().path("id").asText();
        miner.nextLease();
        Api.Answer answer = world().open().get("/v1/tasks/" + id + "/draw").expect(200);
        assertThat(answer.text()).doesNotContain("apple");
        JsonNode draw = answer.json().at("/draws/0");
        assertThat(draw.path("winner").asText()).isEqualTo(miner.address().hex());
        assertThat(draw.path("weights")).hasSize(2);
        assertThat(draw.has("secret")).isFalse();

        world().nextEpoch();
        TaskId task = TaskId.parse(id);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> world().open()
                        .get("/v1/tasks/" + id + "/draw")
                        .json()
                        .at("/draws/0")
                        .has("secret"));
        AssignmentView view = world().scheduler().draws().assignments(task).getFirst();
        var steps = DrawCheck.check(view.record(), view.evidence());
        assertThat(DrawCheck.isFinal(steps)).as(steps.toString()).isTrue();
        JsonNode epoch = world().open()
                .get("/v1/epochs/" + draw.path("epoch").asText())
                .expect(200)
                .json();
        assertThat(epoch.path("epochRoot")).isEqualTo(draw.path("epochRoot"));
        assertThat(epoch.has("secret")).isTrue();
        assertThat(world().open()
                        .get("/v1/epochs/current")
                        .expect(200)
                        .json()
                        .path("number")
                        .asLong())
                .isEqualTo(ChainSeed.EPOCH_NUMBER + 1);
        app.post("/v1/tasks/" + id + "/cancel", "{}").expect(200);
        miner.session().post("/v1/node/logout", "{}").expect(204);
    }

    @Test
    void list_isNewestFirstAndPaged_andOnlyTheAppsOwn() {
        Api app = richApp();
        Api other = richApp();
        String first =
                app.post("/v1/tasks", APPLE).expect(201).json().path("id").asText();
        String second = app.post("/v1/tasks", "{\"model\":\"minilm\",\"input\":{\"text\":\"x\"}}")
                .expect(201)
                .json()
                .path("id")
                .asText();
        assertThat(app.get("/v1/tasks").expect(200).json().path("tasks").findValuesAsText("id"))
                .containsExactlyElementsOf(List.of(second, first));
        assertThat(app.get("/v1/tasks?limit=1&before=" + second)
                        .expect(200)
                        .json()
                        .at("/tasks/0/id")
                        .asText())
                .isEqualTo(first);
        assertThat(other.get("/v1/tasks").expect(200).json().path("tasks")).isEmpty();
        for (String path : List.of("", "/events", "/result", "/ledger")) {
            other.get("/v1/tasks/" + first + path).refusal(404, "not-found");
        }
        other.post("/v1/tasks/" + first + "/cancel", "{}").refusal(404, "not-found");
        app.post("/v1/tasks/" + first + "/cancel", "{}").expect(200);
        app.post("/v1/tasks/" + second + "/cancel", "{}").expect(200);
    }

    @Test
    void cancel_releasesThePrice_once() {
        Api app = richApp();
        String self = app.post("/v1/tasks", APPLE)
                .expect(201)
                .json()
                .at("/links/self")
                .asText();
        assertThat(app.get("/v1/account").json().path("heldWei").asText()).isEqualTo(ApiWorld.PRICE.toString());
        assertThat(app.post(self + "/cancel", "{}")
                        .expect(200)
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("CANCELLED");
        app.post(self + "/cancel", "{}").expect(200);
        JsonNode account = app.get("/v1/account").expect(200).json();
        assertThat(account.path("heldWei").asText()).isEqualTo("0");
        assertThat(account.path("availableWei").asText()).isEqualTo("10000000000000000000");
        assertThat(app.get(self + "/ledger").json().path("transactions").findValuesAsText("leg"))
                .containsExactly("HOLD", "RELEASE");
        app.get(self + "/result").refusal(404, "not-found");
    }

    @Test
    void idempotencyKey_givesTheSameTask_alsoWhereSeedAndNonceAreMadeHere() {
        Api app = richApp();
        String offer = "{\"model\":\"emoji\",\"input\":{\"prompt\":\"a red apple\"}}";
        JsonNode first = app.post("/v1/tasks", offer, "Idempotency-Key", "k1")
                .expect(201)
                .json();
        JsonNode again = app.post("/v1/tasks", offer, "Idempotency-Key", "k1")
                .expect(200)
                .json();
        assertThat(again.path("id")).isEqualTo(first.path("id"));
        assertThat(again.path("requestHash")).isEqualTo(first.path("requestHash"));
        assertThat(app.get("/v1/account").json().path("heldWei").asText()).isEqualTo(ApiWorld.PRICE.toString());
        app.post("/v1/tasks", APPLE, "Idempotency-Key", "k1").refusal(409, "idempotency-conflict");
        app.post("/v1/tasks/" + first.path("id").asText() + "/cancel", "{}").expect(200);
    }
}
