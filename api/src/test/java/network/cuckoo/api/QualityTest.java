package network.cuckoo.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.task.LeaseEnd;
import network.cuckoo.domain.task.LifeDecision.Fault;
import org.junit.jupiter.api.Test;

/** Dead letters, deadlines and standings, by HTTP. */
class QualityTest extends WorldTest {
    private static final String OFFER = "{\"model\":\"emoji\",\"input\":{\"prompt\":\"a red apple\"}%s}";
    private static final String NOBODY = "00000000-0000-7000-8000-000000000000";

    private static JsonNode ended(Api app, String self) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !app.get(self).json().path("finishedAt").isMissingNode());
        return app.get(self).expect(200).json();
    }

    /** A task that the only miner there gave back until it was given up. */
    private String givenUp(Api app) {
        JsonNode accepted =
                app.post("/v1/tasks", OFFER.formatted("")).expect(201).json();
        FakeMiner miner = world().miner(ApiWorld.SMALL_KEY).login();
        String self = accepted.at("/links/self").asText();
        miner.fail(miner.nextLease(), "inference-failed").expect(204);
        miner.fail(miner.nextLease(), "inference-failed").expect(204);
        JsonNode task = ended(app, self);
        assertThat(task.at("/failure/code").asText()).isEqualTo("attempts_exhausted");
        assertThat(task.path("losses").asInt()).isEqualTo(2);
        miner.session().post("/v1/node/logout", "{}").expect(204);
        return accepted.path("id").asText();
    }

    @Test
    void deadLetter_isListed_andPutBackOnceAsANewTask() {
        Api app = richApp();
        String task = givenUp(app);
        JsonNode letters =
                world().admin().get("/admin/dead-letters?limit=5").expect(200).json();
        assertThat(letters.at("/deadLetters/0/id").asText()).isEqualTo(task);
        assertThat(letters.at("/deadLetters/0/code").asText()).isEqualTo("attempts_exhausted");
        String path = "/admin/dead-letters/" + task + "/retry";
        JsonNode again = world().admin().post(path, "{}").expect(201).json();
        assertThat(again.path("retryOf").asText()).isEqualTo(task);
        assertThat(world().admin().post(path, "{}").expect(200).json().path("id"))
                .isEqualTo(again.path("id"));
        String self = "/v1/tasks/" + again.path("id").asText();
        assertThat(app.get(self).expect(200).json().path("retryOf").asText()).isEqualTo(task);
        assertThat(app.get("/v1/tasks/" + task).expect(200).json().path("retriedBy"))
                .isEqualTo(again.path("id"));
        world().admin()
                .post("/admin/dead-letters/" + again.path("id").asText() + "/retry", "{}")
                .refusal(409, "not-given-up");
        world().admin().post("/admin/dead-letters/" + NOBODY + "/retry", "{}").refusal(404, "not-found");
        app.post(self + "/cancel", "{}").expect(200);
        assertThat(world().admin()
                        .get("/admin/dead-letters?before=" + task)
                        .expect(200)
                        .json()
                        .path("deadLetters")
                        .findValuesAsText("id"))
                .doesNotContain(task);
        world().books();
    }

    @Test
    void deadLetter_isNotPutBack_withoutCredit() {
        Api app = world().app("one-task", ApiWorld.PRICE);
        String task = givenUp(app);
        app.post("/v1/tasks", OFFER.formatted(",\"deadlineSeconds\":600")).expect(201);
        world().admin().post("/admin/dead-letters/" + task + "/retry", "{}").refusal(402, "not-enough-credit");
    }

    @Test
    void task_isGivenUp_whenItsDeadlinePasses() {
        Api app = richApp();
        JsonNode accepted = app.post("/v1/tasks", OFFER.formatted(",\"deadlineSeconds\":1"))
                .expect(201)
                .json();
        JsonNode task = ended(app, accepted.at("/links/self").asText());
        assertThat(task.at("/failure/code").asText()).isEqualTo("deadline_passed");
        assertThat(task.has("deadlineAt")).isTrue();
        assertThat(app.get("/v1/account").expect(200).json().path("heldWei").asText())
                .isEqualTo("0");
        app.post("/v1/tasks", OFFER.formatted(",\"deadlineSeconds\":0")).refusal(400, "invalid-input");
        app.post("/v1/tasks", OFFER.formatted(",\"deadlineSeconds\":604801")).refusal(400, "invalid-input");
    }

    @Test
    void waitingTask_saysWhy_inWords() {
        Api app = richApp();
        String self = app.post("/v1/tasks", OFFER.formatted(""))
                .expect(201)
                .json()
                .at("/links/self")
                .asText();
        await().atMost(Duration.ofSeconds(60)).until(() -> app.get(self).json().has("waitingText"));
        JsonNode task = app.get(self).expect(200).json();
        assertThat(task.path("waitingReason").asText()).isEqualTo("NO_MINER_ONLINE");
        assertThat(task.path("waitingText").asText()).contains("online");
        app.post(self + "/cancel", "{}").expect(200);
    }

    @Test
    void suspension_isShownWithItsReason_andLifted() {
        NodeAddress node = ApiWorld.LARGE_KEY.nodeAddress();
        String path = "/v1/miners/" + node;
        assertThat(world().open()
                        .get(path)
                        .expect(200)
                        .json()
                        .at("/miner/standing")
                        .isMissingNode())
                .isTrue();
        var faults = Collections.nCopies(5, new Fault(node, LeaseEnd.FAILED));
        world().database().transactionVoid(tx -> world().scheduler().standings().blame(tx, faults));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> world().open()
                        .get(path)
                        .json()
                        .at("/miner/standing/suspended")
                        .asBoolean());
        JsonNode standing = world().open().get(path).expect(200).json().at("/miner/standing");
        assertThat(standing.path("reason").asText()).isEqualTo("FAILED");
        assertThat(standing.path("text").asText())
                .contains("Suspended until " + standing.path("suspendedUntil").asText());
        assertThat(standing.path("failed").asInt()).isEqualTo(5);
        assertThat(world().admin()
                        .get("/admin/standings")
                        .expect(200)
                        .json()
                        .path("standings")
                        .findValuesAsText("node"))
                .contains(node.hex());
        JsonNode lifted = world().admin()
                .post("/admin/standings/" + node + "/lift", "{}")
                .expect(200)
                .json();
        assertThat(lifted.at("/standing/suspended").asBoolean()).isFalse();
        assertThat(lifted.at("/standing/suspensions").asInt()).isOne();
        world().admin()
                .post("/admin/standings/" + ApiWorld.POOR_KEY.nodeAddress() + "/lift", "{}")
                .refusal(404, "not-found");
        world().open().get("/v1/miners/" + ApiWorld.STRANGER_KEY.nodeAddress()).refusal(404, "not-found");
        world().open().get("/v1/miners/nonsense").refusal(404, "not-found");
    }

    @Test
    void miner_showsWhyItWasPassedOver() {
        Api app = richApp();
        FakeMiner miner = world().miner(ApiWorld.SMALL_KEY).login();
        for (int i = 0; i < 8; i++) {
            app.post("/v1/tasks", OFFER.formatted("")).expect(201);
            miner.finish(miner.nextLease(), "image/png", new byte[] {(byte) i}).expect(200);
        }
        String path = "/v1/miners/" + ApiWorld.LARGE_KEY.nodeAddress();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !world().open().get(path).json().at("/draws/skips").isEmpty());
        JsonNode skip = world().open().get(path).expect(200).json().at("/draws/skips/0");
        assertThat(List.of("OFFLINE", "NO_PLACE")).contains(skip.path("reason").asText());
        assertThat(skip.path("count").asInt()).isPositive();
        assertThat(skip.path("text").asText()).isNotBlank();
        miner.session().post("/v1/node/logout", "{}").expect(204);
    }
}
