package network.cuckoo.worker.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.Fence;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.hash.Sha256;
import network.cuckoo.domain.sign.LoginMessage;
import network.cuckoo.domain.sign.Signature;
import network.cuckoo.domain.sign.TaskResult;
import network.cuckoo.keys.SignatureCheck;
import network.cuckoo.worker.node.FakeHttp.Fault;
import network.cuckoo.worker.node.FakeHttp.Refused;
import network.cuckoo.worker.node.FakeHttp.Request;

/**
 * A coordinator's node API in memory, on loopback, with faults on demand. It holds the miner to the protocol: tokens, fences, hashes
 * and signatures are checked as the real one does.
 */
final class FakeCoordinator implements AutoCloseable {
    static final ChainId CHAIN = new ChainId(31337);
    static final NodeAddress COORDINATOR = NodeAddress.parse("0x" + "c0".repeat(20));
    static final Address STAKING = Address.parse("0x" + "5a".repeat(20));
    private static final ObjectMapper JSON = new ObjectMapper();

    private final NodeAddress node;
    private final Map<String, ObjectNode> live = new LinkedHashMap<>();
    private final Set<String> accepted = new HashSet<>();
    private final FakeHttp http;
    private String token = "";
    private long generation;
    private boolean superseded;
    private boolean repeatsKnown;
    private Function<LoginMessage, String> challengeText = LoginMessage::text;
    private long loginChainId = CHAIN.value();
    private Duration sessionLife = Duration.ofDays(1);

    FakeCoordinator(NodeAddress node) {
        this.node = node;
        this.http = new FakeHttp(this::answer);
    }

    URI address() {
        return http.address();
    }

    /** The next requests of this verb go wrong in this way, one after the other. */
    void fail(String verb, Fault... with) {
        http.fail(verb, with);
    }

    synchronized LeaseId offer(ObjectNode offer) {
        live.put(offer.get("leaseId").textValue(), offer);
        notifyAll();
        return LeaseId.parse(offer.get("leaseId").textValue());
    }

    synchronized void end(LeaseId lease) {
        live.remove(lease.toString());
        notifyAll();
    }

    synchronized void supersede() {
        superseded = true;
        notifyAll();
    }

    /** The token is good no more, as after a session's expiry. */
    synchronized void forgetToken() {
        token = "forgotten";
        notifyAll();
    }

    synchronized void repeatKnownLeases() {
        repeatsKnown = true;
    }

    synchronized void challengeWith(Function<LoginMessage, String> text) {
        challengeText = text;
    }

    synchronized void claimChain(long chainId) {
        loginChainId = chainId;
    }

    synchronized void sessionLife(Duration life) {
        sessionLife = life;
    }

    List<Request> requests(String verb) {
        return http.requests(verb);
    }

    synchronized boolean hasAccepted(LeaseId lease) {
        return accepted.contains(lease.toString());
    }

    /** Ends like a killed process: connections break, the port is free. State stays, as in a database. */
    int crash() {
        return http.crash();
    }

    void start(int port) {
        http.start(port);
    }

    @Override
    public void close() {
        crash();
    }

    private synchronized ObjectNode answer(Request request) throws InterruptedException {
        String verb = request.verb();
        if (verb.equals("challenge")) {
            return JSON.createObjectNode().put("message", challengeText.apply(challenge()));
        }
        if (verb.equals("login")) {
            return login(request.body());
        }
        authenticate(request);
        return switch (verb) {
            case "poll" -> poll(request);
            case "logout" -> JSON.createObjectNode();
            default -> onLease(verb, request.lease(), request.body());
        };
    }

    private LoginMessage challenge() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        String authority = address().getAuthority();
        return new LoginMessage(authority, node, address(), CHAIN, "nonce12345", now, now.plusSeconds(120));
    }

    private ObjectNode login(JsonNode body) {
        var message = LoginMessage.parse(body.get("message").textValue());
        var signature = new Signature(body.get("signature").textValue());
        if (!SignatureCheck.isBy(node.address(), message.digest(), signature)) {
            throw new Refused(401, "bad-signature");
        }
        generation++;
        superseded = false;
        token = "token-" + generation;
        return JSON.createObjectNode()
                .put("token", token)
                .put("sessionId", UUID.randomUUID().toString())
                .put("generation", generation)
                .put("expiresAt", Instant.now().plus(sessionLife).toString())
                .put("coordinator", COORDINATOR.hex())
                .put("stakingAddress", STAKING.hex())
                .put("chainId", loginChainId)
                .put("pollSeconds", 1);
    }

    private void authenticate(Request request) {
        if (superseded) {
            throw new Refused(401, "session-superseded");
        }
        if (!("Bearer " + token).equals(request.authorization())) {
            throw new Refused(401, "unauthorized");
        }
    }

    private ObjectNode poll(Request request) throws InterruptedException {
        var known = new HashSet<String>();
        request.body().get("known").forEach(lease -> known.add(lease.textValue()));
        long deadline = System.nanoTime() + request.body().get("waitSeconds").longValue() * 1_000_000_000;
        while (news(known).isEmpty() && gone(known).isEmpty() && System.nanoTime() < deadline) {
            wait(100);
            authenticate(request);
        }
        var reply = JSON.createObjectNode();
        reply.putArray("leases").addAll(news(known));
        var gone = reply.putArray("gone");
        gone(known).forEach(gone::add);
        return reply;
    }

    private List<ObjectNode> news(Set<String> known) {
        return live.values().stream()
                .filter(offer ->
                        repeatsKnown || !known.contains(offer.get("leaseId").textValue()))
                .toList();
    }

    private List<String> gone(Set<String> known) {
        return known.stream().filter(lease -> !live.containsKey(lease)).toList();
    }

    private ObjectNode onLease(String verb, String lease, JsonNode body) {
        if (verb.equals("result") && accepted.contains(lease)) {
            return JSON.createObjectNode().put("verdict", "ACCEPTED");
        }
        ObjectNode offer = live.get(lease);
        if (offer == null) {
            throw new Refused(409, "lease-ended");
        }
        if (offer.get("fence").longValue() != body.get("fence").longValue()) {
            throw new Refused(409, "wrong-fence");
        }
        return switch (verb) {
            case "start" -> JSON.createObjectNode().put("remainingMillis", 60_000);
            case "progress" -> JSON.createObjectNode();
            case "fail" -> {
                end(LeaseId.parse(lease));
                yield JSON.createObjectNode();
            }
            case "result" -> accept(offer, lease, body);
            default -> throw new Refused(404, "not-found");
        };
    }

    private ObjectNode accept(ObjectNode offer, String lease, JsonNode body) {
        try {
            var outputHash = Sha256.hash(body.get("output").binaryValue());
            if (!outputHash.equals(Hash32.parse(body.get("outputHash").textValue()))) {
                throw new Refused(400, "output-hash-mismatch");
            }
            var statement = new TaskResult(
                    COORDINATOR,
                    TaskId.parse(offer.get("taskId").textValue()),
                    LeaseId.parse(lease),
                    new Fence(offer.get("fence").longValue()),
                    Hash32.parse(offer.get("requestHash").textValue()),
                    Hash32.parse(offer.get("modelHash").textValue()),
                    outputHash);
            var signature = new Signature(body.get("signature").textValue());
            if (!SignatureCheck.isBy(node.address(), statement.digest(CHAIN, STAKING), signature)) {
                throw new Refused(401, "bad-signature");
            }
        } catch (IOException e) {
            throw new Refused(400, "invalid-input");
        }
        accepted.add(lease);
        end(LeaseId.parse(lease));
        return JSON.createObjectNode().put("verdict", "ACCEPTED").put("earnedWei", "1000");
    }
}
