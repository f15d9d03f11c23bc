package network.cuckoo.indexer.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
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

    private final HttpClient http;
    private final URI uri;
    private final Duration timeout;

    JsonRpc(URI uri, Duration timeout) {
        this.http = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        this.uri = uri;
        this.timeout = timeout;
    }

    /** One call; its result may be JSON null. */
    JsonNode call(String method, Object... parameters) {
        return result(method, post(request(0, method, List.of(parameters))));
    }

    /** The same method once for each list of parameters; results in their order. */
    List<JsonNode> batch(String method, List<List<Object>> calls) {
        var batch = JSON.createArrayNode();
        for (int id = 0; id < calls.size(); id++) {
            batch.add(request(id, method, calls.get(id)));
        }
        JsonNode answers = post(batch);
        if (!answers.isArray()) {
            throw new ChainException(ChainException.Code.REFUSED, method + ": the node refuses a batch: " + answers);
        }
        Map<Integer, JsonNode> byId = new HashMap<>();
        answers.forEach(answer -> byId.put(answer.path("id").asInt(-1), answer));
        var results = new ArrayList<JsonNode>(calls.size());
        for (int id = 0; id < calls.size(); id++) {
            results.add(result(method, byId.getOrDefault(id, JSON.nullNode())));
        }
        return results;
    }

    private static ObjectNode request(int id, String method, List<Object> parameters) {
        var request =
                JSON.createObjectNode().put("jsonrpc", "2.0").put("id", id).put("method", method);
        request.set("params", JSON.valueToTree(parameters));
        return request;
    }

    private static JsonNode result(String method, JsonNode answer) {
        if (answer.hasNonNull("error")) {
            throw new ChainException(
                    ChainException.Code.REFUSED,
                    method + ": " + answer.get("error").path("message").asText("refused"));
        }
        JsonNode result = answer.get("result");
        if (result == null) {
            throw new ChainException(ChainException.Code.REFUSED, method + ": an answer without a result");
        }
        return result;
    }

    private JsonNode post(JsonNode body) {
        var request = HttpRequest.newBuilder(uri)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream answer = response.body()) {
                return read(response.statusCode(), answer);
            }
        } catch (ConnectException e) {
            throw new ChainException(
                    ChainException.Code.NOT_CONNECTED, "the chain's node at " + place() + " can't be reached", e);
        } catch (IOException e) {
            throw new ChainException(
                    ChainException.Code.UNREACHABLE, "the chain's node at " + place() + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChainException(ChainException.Code.UNREACHABLE, "interrupted while asking " + place(), e);
        }
    }

    private JsonNode read(int status, InputStream answer) throws IOException {
        if (status != OK) {
            throw new ChainException(
                    ChainException.Code.UNREACHABLE, "the chain's node at " + place() + " answers HTTP " + status);
        }
        return JSON.readTree(answer);
    }

    // Addresses of providers carry keys in their path.
    private String place() {
        return uri.getHost() + ":" + uri.getPort();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
