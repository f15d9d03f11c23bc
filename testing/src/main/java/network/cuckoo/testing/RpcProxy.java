package network.cuckoo.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Stands between a client and a chain's RPC, and answers in the node's place where a test says so: outages, limits, lies. */
public final class RpcProxy implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger calls = new AtomicInteger();
    private final HttpServer server;
    private final URI target;
    private volatile Function<JsonNode, Optional<String>> answers = call -> Optional.empty();
    private volatile Optional<BiFunction<JsonNode, JsonNode, JsonNode>> rewrite = Optional.empty();

    private RpcProxy(HttpServer server, URI target) {
        this.server = server;
        this.target = target;
    }

    /** Starts on a free port of loopback and passes everything through. */
    public static RpcProxy to(URI target) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var proxy = new RpcProxy(server, target);
            server.createContext("/", proxy::handle);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on a call for which this gives a text is answered with that text; an empty text is HTTP status 503. */
    public void answering(Function<JsonNode, Optional<String>> newAnswers) {
        answers = newAnswers;
    }

    /** From now on what the node answers to a call is handed on as this makes of it. */
    public void rewriting(BiFunction<JsonNode, JsonNode, JsonNode> newRewrite) {
        rewrite = Optional.of(newRewrite);
    }

    /** Every call fails with HTTP status 503. */
    public void down() {
        answering(call -> Optional.of(""));
    }

    /** Passes everything through again. */
    public void up() {
        answering(call -> Optional.empty());
    }

    /** How many calls came so far. */
    public int calls() {
        return calls.get();
    }

    /** {@code http://127.0.0.1:port}. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("POST")) { // a WebSocket's handshake
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            calls.incrementAndGet();
            byte[] body = exchange.getRequestBody().readAllBytes();
            JsonNode call = JSON.readTree(body);
            Optional<String> own = answers.apply(call);
            byte[] answer =
                    own.isPresent() ? own.get().getBytes(StandardCharsets.UTF_8) : rewritten(call, forward(body));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.length == 0 ? 503 : 200, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private byte[] rewritten(JsonNode call, byte[] answer) throws IOException {
        return rewrite.isPresent() ? JSON.writeValueAsBytes(rewrite.get().apply(call, JSON.readTree(answer))) : answer;
    }

    private byte[] forward(byte[] body) throws IOException {
        var request = HttpRequest.newBuilder(target)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        http.close();
    }
}
