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
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The fake coordinator's HTTP side: takes requests on loopback, notes them, and lets them go wrong as scripted. */
final class FakeHttp {
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

    /** A request as it came; {@code authorization} is the header, empty if there is none. */
    record Request(String verb, String lease, String authorization, JsonNode body) {}

    /** A refusal as the coordinator's own answer. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;
        private final String code;

        Refused(int status, String code) {
            super(code);
            this.status = status;
            this.code = code;
        }
    }

    /** What answers the requests that do not go wrong. */
    interface Answering {
        ObjectNode answer(Request request) throws InterruptedException;
    }

    private final Answering answering;
    private final List<Request> requests = new ArrayList<>();
    private final Map<String, Deque<Fault>> faults = new HashMap<>();
    private HttpServer server;
    private ExecutorService threads;

    FakeHttp(Answering answering) {
        this.answering = answering;
        start(0);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    synchronized void fail(String verb, Fault... with) {
        faults.computeIfAbsent(verb, _ -> new ArrayDeque<>()).addAll(List.of(with));
    }

    synchronized List<Request> requests(String verb) {
        return requests.stream().filter(request -> request.verb().equals(verb)).toList();
    }

    /** Ends like a killed process: connections break, the port is free. */
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

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = read(exchange);
            @Nullable Fault fault = record(request);
            switch (fault) {
                case Fault.Refusal(var status, var code) ->
                    send(exchange, status, "application/problem+json", problem(code));
                case Fault.Page(var status) ->
                    send(exchange, status, "text/html", "<html>".getBytes(StandardCharsets.UTF_8));
                case Fault.LostAnswer() -> answering.answer(request);
                case null -> answer(exchange, request);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Request read(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/");
        @Nullable String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        return new Request(
                path[path.length - 1],
                path.length > 5 ? path[4] : "",
                authorization == null ? "" : authorization,
                JSON.readTree(exchange.getRequestBody()));
    }

    private synchronized @Nullable Fault record(Request request) {
        requests.add(request);
        var waiting = faults.get(request.verb());
        return waiting == null ? null : waiting.poll();
    }

    private void answer(HttpExchange exchange, Request request) throws IOException, InterruptedException {
        try {
            var answer = answering.answer(request);
            send(exchange, 200, "application/json", JSON.writeValueAsBytes(answer));
        } catch (Refused e) {
            send(exchange, e.status, "application/problem+json", problem(e.code));
        }
    }

    private static byte[] problem(String code) {
        return ("{\"type\":\"urn:cuckoo:problem:" + code + "\",\"code\":\"" + code + "\",\"detail\":\"as scripted\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
