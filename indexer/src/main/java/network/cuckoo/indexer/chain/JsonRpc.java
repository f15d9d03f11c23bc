package network.cuckoo.indexer.chain;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
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
    private static final long LONGEST_ANSWER = 64L << 20;

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

    /** Reads a result from the parser, which stands at its first token and must be left at its last. It may be JSON null. */
    interface Reader<T> {
        T read(JsonParser parser) throws IOException;
    }

    /** One call; its result may be JSON null. */
    JsonNode call(String method, Object... parameters) {
        return call(method, List.of(parameters), JSON::<JsonNode>readTree);
    }

    /** One call, whose result is read as it comes. */
    <T> T call(String method, List<Object> parameters, Reader<T> reader) {
        return post(request(0, method, parameters), parser -> {
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
        Map<Long, RpcAnswer<T>> answers = post(batch, parser -> answers(method, parser, reader));
        var results = new ArrayList<T>(calls.size());
        for (long id = 0; id < calls.size(); id++) {
            results.add(answers.getOrDefault(id, RpcAnswer.none()).result(method));
        }
        return results;
    }

    private static <T> Map<Long, RpcAnswer<T>> answers(String method, JsonParser parser, Reader<T> reader)
            throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw new ChainException(
                    ChainException.Code.REFUSED,
                    method + ": the node refuses a batch: "
                            + RpcAnswer.read(parser, JSON::<JsonNode>readTree).error());
        }
        var answers = new HashMap<Long, RpcAnswer<T>>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            RpcAnswer<T> answer = RpcAnswer.read(parser, reader);
            answers.put(answer.id(), answer);
        }
        return answers;
    }

    private static ObjectNode request(int id, String method, List<Object> parameters) {
        var request =
                JSON.createObjectNode().put("jsonrpc", "2.0").put("id", id).put("method", method);
        request.set("params", JSON.valueToTree(parameters));
        return request;
    }

    private <T> T post(JsonNode body, Reader<T> reader) {
        var request = HttpRequest.newBuilder(uri)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream answer = response.body()) {
                return read(response.statusCode(), answer, reader);
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

    private <T> T read(int status, InputStream answer, Reader<T> reader) throws IOException {
        if (status != OK) {
            throw new ChainException(
                    ChainException.Code.UNREACHABLE, "the chain's node at " + place() + " answers HTTP " + status);
        }
        try (JsonParser parser = JSON.createParser(new BoundedAnswer(answer, LONGEST_ANSWER))) {
            return reader.read(parser);
        }
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
