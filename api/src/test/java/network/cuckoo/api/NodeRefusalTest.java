package network.cuckoo.api;

import static network.cuckoo.db.generated.Tables.LOGIN_CHALLENGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import network.cuckoo.domain.Hash32;
import network.cuckoo.keys.NodeKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every refusal of a miner node: its stable code, and nothing changed. */
class NodeRefusalTest extends WorldTest {
    private static final String APPLE = "{\"model\":\"emoji\",\"input\":{\"prompt\":\"a red apple\"}}";
    private static final byte[] PICTURE = "a picture".getBytes(StandardCharsets.UTF_8);

    private FakeMiner worker() {
        return world().miner(ApiWorld.LARGE_KEY);
    }

    /** No test leaves work to the next one's miners. */
    @AfterEach
    void logOut() {
        worker().login().session().post("/v1/node/logout", "{}").expect(204);
        world().miner(ApiWorld.SMALL_KEY)
                .login()
                .session()
                .post("/v1/node/logout", "{}")
                .expect(204);
    }

    @Test
    void login_isRefused_forNodesThatAreNotActiveMiners() {
        var before = world().books();
        assertThat(world().miner(ApiWorld.STRANGER_KEY).tryChallenge().refusal(403, "not-registered"))
                .contains(ApiWorld.STRANGER_KEY.address().hex());
        assertThat(challengesOf(ApiWorld.STRANGER_KEY)).isZero();
        world().miner(ApiWorld.POOR_KEY).tryLogin().refusal(403, "stake-too-low");
        assertThat(world().books()).isEqualTo(before);
    }

    @Test
    void login_isRefused_whenAnotherKeySigned() {
        var before = world().books();
        FakeMiner miner = worker();
        login(miner.loginBody(miner.challenge(), ApiWorld.STRANGER_KEY)).refusal(401, "bad-signature");
        assertThat(world().books()).isEqualTo(before);
    }

    @Test
    void login_isRefused_whenTheChallengeIsUsedOrNotOurs() {
        FakeMiner miner = worker();
        String message = miner.challenge();
        login(miner.loginBody(message, ApiWorld.LARGE_KEY)).expect(200);
        var before = world().books();
        login(miner.loginBody(message, ApiWorld.LARGE_KEY)).refusal(401, "login-expired");
        String elsewhere = miner.challenge().replace("coordinator.test", "evil.test");
        login(miner.loginBody(elsewhere, ApiWorld.LARGE_KEY)).refusal(400, "invalid-input");
        assertThat(world().books()).isEqualTo(before);
    }

    @Test
    void login_isRefused_withModelsThatAreNotOnOffer() {
        FakeMiner miner = worker();
        ObjectNode other = miner.loginBody(miner.challenge(), ApiWorld.LARGE_KEY);
        ((ObjectNode) other.path("models").get(0)).put("modelHash", Hash32.ZERO.hex());
        assertThat(login(other).refusal(409, "model-mismatch")).contains("emoji");
        ObjectNode none = miner.loginBody(miner.challenge(), ApiWorld.LARGE_KEY);
        none.putArray("models");
        login(none).refusal(400, "invalid-input");
        ObjectNode places = miner.loginBody(miner.challenge(), ApiWorld.LARGE_KEY);
        ((ObjectNode) places.path("models").get(0)).put("places", 0);
        assertThat(login(places).refusal(400, "invalid-input")).contains("models[0].places");
    }

    @Test
    void session_isRefused_whenSupersededUnknownOrMissing() {
        FakeMiner first = worker().login();
        FakeMiner second = worker().login();
        first.session().post("/v1/node/poll", "{\"known\":[]}").refusal(401, "session-superseded");
        second.session().post("/v1/node/poll", "{\"known\":[]}").expect(200);
        world().open()
                .bearer("nonsense")
                .post("/v1/node/poll", "{\"known\":[]}")
                .refusal(401, "unauthorized");
        world().open().post("/v1/node/poll", "{\"known\":[]}").refusal(401, "unauthorized");
        second.session().post("/v1/node/poll", "{\"known\":[\"x\"]}").refusal(400, "invalid-input");
        second.session().post("/v1/node/poll", "{}").refusal(400, "invalid-input");
        second.session()
                .post("/v1/node/poll", "{\"known\":[],\"waitSeconds\":61}")
                .refusal(400, "invalid-input");
    }

    @Test
    void result_isRefused_fromAnotherMiner() {
        FakeMiner worker = worker().login();
        JsonNode lease = leaseFor(worker);
        FakeMiner other = world().miner(ApiWorld.SMALL_KEY).login();
        var before = world().books();
        other.say(lease, "result", worker.resultBody(lease, "image/png", PICTURE, ApiWorld.SMALL_KEY))
                .refusal(403, "not-your-lease");
        other.start(lease).refusal(403, "not-your-lease");
        other.fail(lease, "x").refusal(403, "not-your-lease");
        assertThat(world().books()).isEqualTo(before);
        worker.finish(lease, "image/png", PICTURE).expect(200);
    }

    @Test
    void result_isRefused_withAnotherSignatureHashFenceSizeOrType() {
        FakeMiner worker = worker().login();
        JsonNode lease = leaseFor(worker);
        worker.start(lease).expect(200);
        var before = world().books();
        worker.say(lease, "result", worker.resultBody(lease, "image/png", PICTURE, ApiWorld.SMALL_KEY))
                .refusal(401, "bad-signature");
        worker.say(lease, "result", body(worker, lease).put("output", "AAAA")).refusal(400, "output-hash-mismatch");
        worker.say(lease, "result", body(worker, lease).put("output", "no base64!"))
                .refusal(400, "invalid-input");
        worker.say(lease, "result", body(worker, lease).put("fence", 99)).refusal(409, "wrong-fence");
        worker.say(lease, "result", body(worker, lease).put("fence", 0)).refusal(400, "invalid-input");
        worker.say(lease, "result", body(worker, lease).put("signature", "0x12"))
                .refusal(400, "invalid-input");
        for (String form : otherFormsOf(body(worker, lease).path("signature").asText())) {
            worker.say(lease, "result", body(worker, lease).put("signature", form))
                    .refusal(400, "invalid-input");
        }
        worker.say(lease, "result", body(worker, lease).put("gpuMillis", -1)).refusal(400, "invalid-input");
        worker.finish(lease, "text/html", PICTURE).refusal(400, "invalid-input");
        worker.finish(lease, "image/png", new byte[ApiWorld.EMOJI.maxOutputBytes() + 1])
                .refusal(413, "output-too-large");
        worker.finish(lease, "image/png", new byte[3 << 20]).refusal(413, "body-too-large");
        worker.finish(lease, "image/png", new byte[0]).refusal(400, "invalid-input");
        assertThat(world().books()).isEqualTo(before);
        worker.finish(lease, "image/png", PICTURE).expect(200);
    }

    @Test
    void result_isRefused_afterTheLease() {
        FakeMiner worker = worker().login();
        Api app = richApp();
        JsonNode task = app.post("/v1/tasks", APPLE).expect(201).json();
        JsonNode lease = worker.nextLease();
        worker.start(lease).expect(200);
        app.post(task.at("/links/self").asText() + "/cancel", "{}").expect(200);
        var before = world().books();
        worker.finish(lease, "image/png", PICTURE).refusal(409, "lease-ended");
        worker.progress(lease, 1, 2).refusal(409, "lease-ended");
        worker.start(lease).refusal(409, "lease-ended");
        assertThat(world().books()).isEqualTo(before);
        assertThat(worker.poll(5, lease.path("leaseId").asText()).path("gone").get(0))
                .isEqualTo(lease.path("leaseId"));
        app.post(task.at("/links/self").asText() + "/cancel", "{}").expect(200);
    }

    @Test
    void cancel_isRefused_whenTheTaskIsFinished() {
        FakeMiner worker = worker().login();
        Api app = richApp();
        JsonNode task = app.post("/v1/tasks", APPLE).expect(201).json();
        worker.finish(worker.nextLease(), "image/png", PICTURE).expect(200);
        var before = world().books();
        app.post(task.at("/links/self").asText() + "/cancel", "{}").refusal(409, "already-finished");
        assertThat(world().books()).isEqualTo(before);
    }

    @Test
    void fail_givesTheTaskToAnother_whoIsPaidOnce() {
        FakeMiner worker = worker().login();
        Api app = richApp();
        JsonNode task = app.post("/v1/tasks", APPLE).expect(201).json();
        JsonNode lost = worker.nextLease();
        worker.start(lost).expect(200);
        FakeMiner other = world().miner(ApiWorld.SMALL_KEY).login();
        worker.fail(lost, "out-of-memory").expect(204);
        JsonNode lease = other.nextLease();
        assertThat(lease.path("taskId")).isEqualTo(task.path("id"));
        assertThat(lease.path("attempt").asInt()).isEqualTo(2);
        other.finish(lease, "image/png", PICTURE).expect(200);
        JsonNode ledger = app.get(task.at("/links/ledger").asText()).expect(200).json();
        assertThat(ledger.path("transactions").findValuesAsText("leg")).containsExactly("HOLD", "CAPTURE");
        JsonNode draws =
                world().open().get(task.at("/links/draw").asText()).expect(200).json();
        assertThat(draws.path("draws")).hasSize(2);
    }

    @Test
    void login_takesASignatureInOneFormOnly_theDocuments() {
        FakeMiner miner = worker();
        ObjectNode body = miner.loginBody(miner.challenge(), ApiWorld.LARGE_KEY);
        String canonical = body.path("signature").asText();
        assertThat(canonical).matches(OpenApi.document().pattern("Signature"));
        for (String form : otherFormsOf(canonical)) {
            assertThat(form).doesNotMatch(OpenApi.document().pattern("Signature"));
            login(body.put("signature", form)).refusal(400, "invalid-input");
        }
        login(body.put("signature", canonical)).expect(200);
    }

    /** The same bytes as other programs may write them. */
    private static List<String> otherFormsOf(String signature) {
        String rs = signature.substring(0, 130);
        return List.of(
                "0x" + signature.substring(2).toUpperCase(Locale.ROOT),
                rs + (signature.endsWith("1b") ? "00" : "01"),
                signature.substring(2));
    }

    private JsonNode leaseFor(FakeMiner worker) {
        richApp().post("/v1/tasks", APPLE).expect(201);
        return worker.nextLease();
    }

    private static ObjectNode body(FakeMiner worker, JsonNode lease) {
        return worker.resultBody(lease, "image/png", PICTURE, ApiWorld.LARGE_KEY);
    }

    private int challengesOf(NodeKey key) {
        return world().database()
                .read()
                .fetchCount(
                        LOGIN_CHALLENGE,
                        LOGIN_CHALLENGE.NODE_ADDRESS.eq(key.nodeAddress().address()));
    }

    private Api.Answer login(ObjectNode body) {
        return world().open().post("/v1/node/login", body.toString());
    }
}
