package network.cuckoo.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.Fence;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.hash.Sha256;
import network.cuckoo.domain.sign.PersonalMessage;
import network.cuckoo.domain.sign.TaskResult;
import network.cuckoo.keys.NodeKey;
import network.cuckoo.scheduler.ModelOffer;

/** Speaks the node protocol with a real key and real signatures; what it makes is given by the test. */
final class FakeMiner {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Api open;
    private final NodeKey key;
    private final List<ModelOffer> models;
    private Api session;
    private JsonNode signedIn = JSON.createObjectNode();

    FakeMiner(Api open, NodeKey key, List<ModelOffer> models) {
        this.open = open;
        this.session = open;
        this.key = key;
        this.models = List.copyOf(models);
    }

    NodeAddress address() {
        return key.nodeAddress();
    }

    /** The session's caller, for requests of the test's own. */
    Api session() {
        return session;
    }

    String challenge() {
        return tryChallenge().expect(200).json().path("message").asText();
    }

    Api.Answer tryChallenge() {
        return open.post(
                "/v1/node/challenge", object().put("address", address().hex()).toString());
    }

    /** The body of a login with a message signed by this key. */
    ObjectNode loginBody(String message, NodeKey signer) {
        ObjectNode body = object().put("message", message)
                .put("signature", signer.sign(PersonalMessage.digest(message)).hex())
                .put("software", "fake/1")
                .put("device", "none");
        var served = body.putArray("models");
        models.forEach(model -> served.addObject()
                .put("model", model.id().value())
                .put("modelHash", model.modelHash().hex())
                .put("places", 2));
        return body;
    }

    Api.Answer tryLogin() {
        return open.post("/v1/node/login", loginBody(challenge(), key).toString());
    }

    FakeMiner login() {
        signedIn = tryLogin().expect(200).json();
        session = open.bearer(signedIn.path("token").asText());
        return this;
    }

    JsonNode poll(int waitSeconds, String... known) {
        ObjectNode body = object().put("waitSeconds", waitSeconds);
        var ids = body.putArray("known");
        for (String id : known) {
            ids.add(id);
        }
        return session.post("/v1/node/poll", body.toString()).expect(200).json();
    }

    /** Waits for a lease, at most ten seconds. */
    JsonNode nextLease() {
        JsonNode leases = poll(10).path("leases");
        if (leases.isEmpty()) {
            throw new IllegalStateException("no lease came");
        }
        return leases.get(0);
    }

    Api.Answer start(JsonNode lease) {
        return say(lease, "start", fence(lease));
    }

    Api.Answer progress(JsonNode lease, int done, int total) {
        return say(lease, "progress", fence(lease).put("done", done).put("total", total));
    }

    Api.Answer fail(JsonNode lease, String code) {
        return say(lease, "fail", fence(lease).put("code", code).put("detail", "as the test wishes"));
    }

    Api.Answer finish(JsonNode lease, String mediaType, byte[] output) {
        return say(lease, "result", resultBody(lease, mediaType, output, key));
    }

    Api.Answer say(JsonNode lease, String verb, ObjectNode body) {
        return session.post("/v1/node/leases/" + lease.path("leaseId").asText() + "/" + verb, body.toString());
    }

    /** The body of a result signed by this key. */
    ObjectNode resultBody(JsonNode lease, String mediaType, byte[] output, NodeKey signer) {
        Hash32 outputHash = Sha256.hash(output);
        var result = new TaskResult(
                NodeAddress.parse(signedIn.path("coordinator").asText()),
                TaskId.parse(lease.path("taskId").asText()),
                LeaseId.parse(lease.path("leaseId").asText()),
                new Fence(lease.path("fence").asLong()),
                Hash32.parse(lease.path("requestHash").asText()),
                Hash32.parse(lease.path("modelHash").asText()),
                outputHash);
        Hash32 digest = result.digest(
                new ChainId(signedIn.path("chainId").asLong()),
                Address.parse(signedIn.path("stakingAddress").asText()));
        return fence(lease)
                .put("mediaType", mediaType)
                .put("output", Base64.getEncoder().encodeToString(output))
                .put("outputHash", outputHash.hex())
                .put("gpuMillis", 7)
                .put("signature", signer.sign(digest).hex());
    }

    static ObjectNode fence(JsonNode lease) {
        return object().put("fence", lease.path("fence").asLong());
    }

    private static ObjectNode object() {
        return JSON.createObjectNode();
    }
}
