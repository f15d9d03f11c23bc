package network.cuckoo.indexer.chain;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** JSON-RPC 2.0 over HTTP: single calls and batches, whose answers are matched by id. Every failure is a {@link ChainException}. */
final class JsonRpc implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final Duration LONGEST_SHORT_TIMEOUT = Duration.ofSeconds(5);

    private final HttpClient http;
    private final URI uri;
    private final Bounds plain;
    private final Bounds read;

    /** What an answer is waited for and read up to. */
    private record Bounds(Duration timeout, long bytes) {}

    /** @param timeout for a whole answer; connecting, and calls with short answers, may take 5 s of it at most */
    JsonRpc(URI uri, Duration timeout) {
        Duration shortTimeout = timeout.compareTo(LONGEST_SHORT_TIMEOUT) < 0 ? timeout : LONGEST_SHORT_TIMEOUT;
        this.plain = new Bounds(shortTimeout, 1L << 20);
        this.read = new Bounds(timeout, 64L << 20);
        this.http = HttpClient.newBuilder()
                .connectTimeout(shortTimeout)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        this.uri = uri;
    }

    /** Reads a result from the parser, which stands at its first token and must be left at its last. It may be JSON null. */
    interface Reader<T> {
        T read(JsonParser parser) throws IOException;
    }

    /** One call with a short answer; its result may be JSON null. */
    JsonNode call(String method, Object... parameters) {
        return call(method, List.of(parameters), plain, JSON::<JsonNode>readTree);
    }

    /** One call, whose result is read as it comes. */
    <T> T call(String method, List<Object> parameters, Reader<T> reader) {
        return call(method, parameters, read, reader);
    }

    private <T> T call(String method, List<Object> parameters, Bounds bounds, Reader<T> reader) {
        return post(request(0, method, parameters), bounds, parser -> {
                    parser.nextToken();
                    return RpcAnswer.read(parser, reader);
                })
                .result(method);
    }

    /** The same method once for each list of parameters; results in their order. */
    <T> List<T> batch(String method, List<List<Object>> calls, Reader<T> reader) {
        var batch = JSON.createArrayNode();
        for (int id = 0; id < calls.size(); id++) {
            batch.add(request(id, method, calls.get(id)));
        }
        Map<Long, RpcAnswer<T>> answers = post(batch, read, parser -> answers(method, parser, reader));
        var results = new ArrayList<T>(calls.size());
        for (long id = 0; id < calls.size(); id++) {
            results.add(answers.getOrDefault(id, RpcAnswer.none()).result(method));
        }
        return results;
    }

    private static <T> Map<Long, RpcAnswer<T>> answers(String method, JsonParser parser, Reader<T> reader)
            throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw refusedBatch(method, RpcAnswer.read(parser, JSON::<JsonNode>readTree));
        }
        var answers = new HashMap<Long, RpcAnswer<T>>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            RpcAnswer<T> answer = RpcAnswer.read(parser, reader);
            answers.put(answer.id(), answer);
        }
        return answers;
    }

    private static ChainException refusedBatch(String method, RpcAnswer<JsonNode> answer) {
        RpcError error = answer.error();
        return error == null
                ? new ChainException(ChainException.Code.REFUSED, method + ": a batch is answered by no list")
                : new ChainException(error.code(), method + ": the node refuses a batch: " + error.text());
    }

    private static ObjectNode request(int id, String method, List<Object> parameters) {
        var request =
                JSON.createObjectNode().put("jsonrpc", "2.0").put("id", id).put("method", method);
        request.set("params", JSON.valueToTree(parameters));
        return request;
    }

    private <T> T post(JsonNode body, Bounds bounds, Reader<T> reader) {
        var request = HttpRequest.newBuilder(uri)
                .timeout(bounds.timeout())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        long begin = System.nanoTime();
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            // The request's own timeout ends with the headers.
            Duration left = bounds.timeout().minusNanos(System.nanoTime() - begin);
            try (var answer = new BoundedAnswer(response.body(), bounds.bytes(), left)) {
                return read(response, answer, reader);
            }
        } catch (IOException e) {
            throw CallFailure.of(e, bounds.timeout());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChainException(ChainException.Code.UNREACHABLE, "interrupted while asking the node", e);
        }
    }

    private static <T> T read(HttpResponse<InputStream> response, InputStream answer, Reader<T> reader)
            throws IOException {
        if (response.statusCode() != OK) {
            throw CallFailure.ofStatus(response.statusCode(), response.headers(), answer);
        }
        try (JsonParser parser = JSON.createParser(answer)) {
            return reader.read(parser);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
