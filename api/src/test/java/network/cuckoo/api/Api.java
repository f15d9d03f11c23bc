package network.cuckoo.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A caller of the API with one credential or none. Every answer is held against {@code openapi.yaml}. */
record Api(HttpClient client, URI base, @Nullable String authorization) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONG = Duration.ofSeconds(60);

    static Api of(URI base) {
        return new Api(
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), base, null);
    }

    Api bearer(String token) {
        return new Api(client, base, "Bearer " + token);
    }

    Api basic(String user, String password) {
        String credentials =
                Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return new Api(client, base, "Basic " + credentials);
    }

    Answer get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    Answer post(String path, String body, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    Answer send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
            var answer = new Answer(response.statusCode(), response.headers(), response.body());
            String path = request.uri().getRawPath();
            OpenApi.document()
                    .check(request.method(), path, answer.status(), answer.header("Content-Type"), answer.jsonOrNull());
            if (!path.startsWith("/api") && !path.startsWith("/dashboard")) {
                assertThat(answer.text()).as("no trace of our insides").doesNotContain("Exception", "network.cuckoo.");
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(LONG);
        if (headers.length > 0) {
            builder.headers(headers);
        }
        if (authorization != null) {
            builder.header("Authorization", authorization);
        }
        return builder;
    }

    /** What came back. */
    @SuppressWarnings("ArrayRecordComponent")
    record Answer(int status, HttpHeaders headers, byte[] body) {
        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(text(), e);
            }
        }

        @Nullable
        JsonNode jsonOrNull() {
            return header("Content-Type").contains("json") ? json() : null;
        }

        /** Fails unless it has this status. */
        Answer expect(int expected) {
            assertThat(status).as(text()).isEqualTo(expected);
            return this;
        }

        /** Fails unless it is a refusal with this status and stable code; returns the detail. */
        String refusal(int expected, String code) {
            expect(expected);
            assertThat(header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(json().path("code").asText()).isEqualTo(code);
            assertThat(json().path("type").asText()).isEqualTo("urn:cuckoo:problem:" + code);
            assertThat(json().path("detail").asText()).isNotBlank();
            return json().path("detail").asText();
        }
    }
}
