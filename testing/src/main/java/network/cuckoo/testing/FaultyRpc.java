package network.cuckoo.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Stands between a client and a chain's RPC and spoils its answers, each by one {@link RpcFault} or none, as a test says. */
public final class FaultyRpc implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] BLANKS = " ".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<RpcFault, AtomicInteger> made = new ConcurrentHashMap<>();
    private final AtomicLong longestAnswer = new AtomicLong();
    private final CountDownLatch released = new CountDownLatch(1);
    private final HttpServer server;
    private volatile URI target;
    private volatile String retryAfter = "0";
    private volatile Function<JsonNode, RpcFault> faults = call -> RpcFault.NONE;

    private FaultyRpc(HttpServer server, URI target) {
        this.server = server;
        this.target = target;
    }

    /** Starts on a free port of loopback and passes everything through. */
    public static FaultyRpc to(URI target) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var proxy = new FaultyRpc(server, target);
            server.createContext("/", proxy::handle);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on a call's answer is spoilt by the fault that this gives for it; it is asked on many threads. */
    public void spoiling(Function<JsonNode, RpcFault> newFaults) {
        faults = newFaults;
    }

    /** From now on the answers of these methods are spoilt by this fault, in batches too. */
    public void spoiling(RpcFault fault, String... methods) {
        spoiling(call -> Arrays.asList(methods).contains(methodOf(call)) ? fault : RpcFault.NONE);
    }

    /** What {@link RpcFault#RATE_LIMIT} says of when to come again; at once if nothing else is set. */
    public void retryAfter(String newRetryAfter) {
        retryAfter = newRetryAfter;
    }

    /** Passes everything through again. */
    public void heal() {
        spoiling(call -> RpcFault.NONE);
    }

    /** From now on another node answers. */
    public void switchTo(URI newTarget) {
        target = newTarget;
    }

    /** How many answers were spoilt so. */
    public int made(RpcFault fault) {
        return made.getOrDefault(fault, new AtomicInteger()).get();
    }

    /** How many answers were spoilt in any way. */
    public int made() {
        return made.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    /** How many bytes of an {@link RpcFault#HUGE} answer were taken at most. */
    public long longestAnswer() {
        return longestAnswer.get();
    }

    /** {@code http://127.0.0.1:port}. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The method of a call; of a batch, that of its first. */
    public static String methodOf(JsonNode call) {
        return (call.isArray() ? call.path(0) : call).path("method").asText();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("POST")) {
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            byte[] body = exchange.getRequestBody().readAllBytes();
            RpcFault fault = faults.apply(JSON.readTree(body));
            if (fault != RpcFault.NONE) {
                made.computeIfAbsent(fault, ignored -> new AtomicInteger()).incrementAndGet();
            }
            answer(exchange, fault, body);
        }
    }

    private void answer(HttpExchange exchange, RpcFault fault, byte[] body) throws IOException {
        switch (fault) {
            case DROP -> {} // closed without an answer
            case HANG -> hang();
            case HANG_WITHIN -> {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write('{');
                exchange.getResponseBody().flush();
                hang();
            }
            case RATE_LIMIT -> {
                exchange.getResponseHeaders().set("Retry-After", retryAfter);
                exchange.sendResponseHeaders(429, -1);
            }
            case TOO_LARGE -> exchange.sendResponseHeaders(413, -1);
            case UNAVAILABLE -> exchange.sendResponseHeaders(503, -1);
            case HUGE -> writeHuge(exchange);
            default -> write(exchange, fault.spoil(forward(body)));
        }
    }

    private void hang() {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(HttpExchange exchange, String answer) throws IOException {
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void writeHuge(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        OutputStream body = exchange.getResponseBody();
        for (long written = 0; written < RpcFault.HUGE_BYTES; written += BLANKS.length) {
            body.write(BLANKS);
            longestAnswer.accumulateAndGet(written, Math::max);
        }
        body.write("{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":[]}".getBytes(StandardCharsets.UTF_8));
    }

    private String forward(byte[] body) throws IOException {
        var request = HttpRequest.newBuilder(target)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Hangs no more and ends. */
    @Override
    public void close() {
        released.countDown();
        server.stop(0);
        http.close();
    }
}
