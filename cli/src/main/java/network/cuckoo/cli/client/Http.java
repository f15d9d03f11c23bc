package network.cuckoo.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;

/** JSON over HTTP to one base address, with the same headers on every request. */
final class Http {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
    static final int FIRST_ERROR_STATUS = 400;

    private final URI base;
    private final Map<String, String> headers;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT)
            .build();

    Http(URI base, Map<String, String> headers) {
        this.base = base.toString().endsWith("/") ? base : URI.create(base + "/");
        this.headers = Map.copyOf(headers);
    }

    URI base() {
        return base;
    }

    /** @throws RefusedException if the answer is a problem @throws CommandFailure if there is none */
    JsonNode get(String path) {
        return json(bytes(path));
    }

    byte[] bytes(String path) {
        return send(request(path).timeout(ANSWER_LIMIT).GET().build());
    }

    JsonNode post(String path, JsonNode body, Map<String, String> more) {
        var request = request(path)
                .timeout(ANSWER_LIMIT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()));
        more.forEach(request::header);
        return json(send(request.build()));
    }

    HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(base.resolve(path));
        headers.forEach(request::header);
        return request;
    }

    /** Sends and returns the answer whatever its status is. */
    <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request, handler);
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new CommandFailure(
                    ExitCode.UNREACHABLE, "the coordinator at " + base + " does not answer: " + why, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "interrupted", e);
        }
    }

    private byte[] send(HttpRequest request) {
        HttpResponse<byte[]> response = exchange(request, BodyHandlers.ofByteArray());
        if (response.statusCode() >= FIRST_ERROR_STATUS) {
            throw new RefusedException(problem(response.statusCode(), response.body()));
        }
        return response.body();
    }

    private JsonNode json(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, base + " answered something that is not JSON", e);
        }
    }

    static Problem problem(int status, byte[] body) {
        try {
            JsonNode json = JSON.readTree(body);
            return new Problem(
                    status,
                    json.path("code").asText("http-" + status),
                    json.path("title").asText(""),
                    json.path("detail").asText(""));
        } catch (JsonProcessingException e) {
            return new Problem(status, "http-" + status, "", "");
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }
}
