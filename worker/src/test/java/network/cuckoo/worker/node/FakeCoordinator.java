package network.cuckoo.worker.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
import org.jspecify.annotations.Nullable;

/**
 * A coordinator's node API in memory, on loopback, with faults on demand. It holds the miner to the protocol: tokens, fences, hashes
 * and signatures are checked as the real one does.
 */
final class FakeCoordinator implements AutoCloseable {
    static final ChainId CHAIN = new ChainId(31337);
    static final NodeAddress COORDINATOR = NodeAddress.parse("0x" + "c0".repeat(20));
    static final Address STAKING = Address.parse("0x" + "5a".repeat(20));
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What goes wrong with one request. */
    sealed interface Fault {
        /** Refused before anything was done. */
        record Refusal(int status, String code) implements Fault {}

        /** Done, but the connection breaks before the answer. */
        record LostAnswer() implements Fault {}

        /** Something in between answers a page. */
        record Page(int status) implements Fault {}
    }

    /** A request as it came. */
    record Request(String verb, String lease, JsonNode body) {}

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final int status;
        final String code;

        Refused(int status, String code) {
            super(code);
            this.status = status;
            this.code = code;
        }
    }

    private final NodeAddress node;
    private final List<Request> requests = new ArrayList<>();
    private final Map<String, Deque<Fault>> faults = new HashMap<>();
    private final Map<String, ObjectNode> live = new LinkedHashMap<>();
    private final Set<String> accepted = new HashSet<>();
    private HttpServer server;
    private ExecutorService threads;
    private String token = "";
    private long generation;
    private boolean superseded;
    private boolean repeatsKnown;
    private Function<LoginMessage, String> challengeText = LoginMessage::text;
    private long loginChainId = CHAIN.value();
    private Duration sessionLife = Duration.ofDays(1);

    FakeCoordinator(NodeAddress node) {
        this.node = node;
        start(0);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The next requests of this verb go wrong in this way, one after the other. */
    synchronized void fail(String verb, Fault... with) {
        faults.computeIfAbsent(verb, _ -> new ArrayDeque<>()).addAll(List.of(with));
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

    synchronized List<Request> requests(String verb) {
        return requests.stream().filter(request -> request.verb().equals(verb)).toList();
    }

    synchronized boolean hasAccepted(LeaseId lease) {
        return accepted.contains(lease.toString());
    }

    /** Ends like a killed process: connections break, the port is free. State stays, as in a database. */
    int crash() {
        int port = server.getAddress().getPort();
        server.stop(0);
        threads.shutdownNow();
        return port;
    }

    void start(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext("/v1/node/", this::handle);
        server.start();
    }

    @Override
    public void close() {
        crash();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] path = exchange.getRequestURI().getPath().split("/");
            String verb = path[path.length - 1];
            JsonNode body = JSON.readTree(exchange.getRequestBody());
            @Nullable Fault fault = record(new Request(verb, path.length > 5 ? path[4] : "", body));
            switch (fault) {
                case Fault.Refusal(var status, var code) ->
                    send(exchange, status, "application/problem+json", problem(code));
                case Fault.Page(var status) -> send(exchange, status, "text/html", "<html>".getBytes());
                case Fault.LostAnswer() -> answer(exchange, verb, path, body);
                case null -> {
                    try {
                        var answer = answer(exchange, verb, path, body);
                        send(exchange, 200, "application/json", JSON.writeValueAsBytes(answer));
                    } catch (Refused e) {
                        send(exchange, e.status, "application/problem+json", problem(e.code));
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Fault record(Request request) {
        requests.add(request);
        var waiting = faults.get(request.verb());
        return waiting == null ? null : waiting.poll();
    }

    private synchronized ObjectNode answer(HttpExchange exchange, String verb, String[] path, JsonNode body)
            throws InterruptedException {
        if (verb.equals("challenge")) {
            return JSON.createObjectNode().put("message", challengeText.apply(challenge()));
        }
        if (verb.equals("login")) {
            return login(body);
        }
        authenticate(exchange);
        return switch (verb) {
            case "poll" -> poll(exchange, body);
            case "logout" -> JSON.createObjectNode();
            default -> onLease(verb, path[4], body);
        };
    }

    private LoginMessage challenge() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        String authority = address().getAuthority();
        return new LoginMessage(authority, node, address(), CHAIN, "nonce12345", now, now.plusSeconds(120));
    }

    private ObjectNode login(JsonNode body) {
        var message = LoginMessage.parse(body.get("message").textValue());
        var signature = Signature.parse(body.get("signature").textValue());
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

    private void authenticate(HttpExchange exchange) {
        if (superseded) {
            throw new Refused(401, "session-superseded");
        }
        if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            throw new Refused(401, "unauthorized");
        }
    }

    private ObjectNode poll(HttpExchange exchange, JsonNode body) throws InterruptedException {
        var known = new HashSet<String>();
        body.get("known").forEach(lease -> known.add(lease.textValue()));
        long deadline = System.nanoTime() + body.get("waitSeconds").longValue() * 1_000_000_000;
        while (news(known).isEmpty() && gone(known).isEmpty() && System.nanoTime() < deadline) {
            wait(100);
            authenticate(exchange);
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
            var signature = Signature.parse(body.get("signature").textValue());
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

    private static byte[] problem(String code) {
        return ("{\"type\":\"urn:cuckoo:problem:" + code + "\",\"code\":\"" + code + "\",\"detail\":\"as scripted\"}")
                .getBytes();
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
