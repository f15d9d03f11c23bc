package network.cuckoo.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import network.cuckoo.api.listen.Listener;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the web server itself refuses, sent byte by byte since no client would. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListenerTest {
    private final Listener listener = Listener.start(
            "127.0.0.1",
            0,
            List.of(routes -> routes.get("/v1/thing", ctx -> ctx.result("a thing"))),
            (ctx, millis) -> {});

    @AfterAll
    void close() {
        listener.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET /v1/tasks/%2e%2e HTTP/1.1, 404, not-found",
        "GET /v1/tasks/%zz HTTP/1.1, 400, invalid-input",
        "GET /v1/thing?a=1 HTTP/1.1, 400, unknown-parameter",
        "GET /v1/..;/x HTTP/1.1, 400, invalid-input",
        "GET /v1/%00 HTTP/1.1, 400, invalid-input",
        "GET /../v1 HTTP/1.1, 400, invalid-input",
        "GET http://[ HTTP/1.1, 400, invalid-input",
        "GET / HTTP/9.9, 400, invalid-input",
        "nonsense, 400, invalid-input"
    })
    void request_isRefusedByAProblem_whenItsFirstLineIsWrong(String line, int status, String code) {
        send(line + "\r\nHost: x\r\nConnection: close\r\n\r\n").refusal(status, code);
    }

    @Test
    void request_isRefusedByAProblem_whenAddressOrHeadersAreTooLarge() {
        String much = "x".repeat(20_000);
        send("GET /" + much + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                .refusal(414, "address-too-long");
        send("GET / HTTP/1.1\r\nHost: x\r\nMuch: " + much + "\r\nConnection: close\r\n\r\n")
                .refusal(431, "headers-too-large");
        send("GET / HTTP/1.1\r\nConnection: close\r\n\r\n").refusal(400, "invalid-input");
    }

    @Test
    void start_saysWhereItCannotListen_whenThePortIsTaken() {
        assertThatThrownBy(() -> Listener.start("127.0.0.1", listener.port(), List.of(), (ctx, millis) -> {}))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("can't listen on 127.0.0.1:" + listener.port())
                .cause()
                .isInstanceOf(BindException.class)
                .hasMessage("Address already in use");
    }

    private Api.Answer send(String request) {
        try (var socket = new Socket("127.0.0.1", listener.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var bytes = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(bytes);
            return answer(bytes.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Api.Answer answer(String response) {
        String[] parts = response.split("\r\n\r\n", 2);
        List<String> head = Arrays.asList(parts[0].split("\r\n"));
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        head.stream().skip(1).map(line -> line.split(": ", 2)).forEach(pair -> headers.put(pair[0], List.of(pair[1])));
        assertThat(headers).containsEntry("X-Content-Type-Options", List.of("nosniff"));
        return new Api.Answer(
                Integer.parseInt(head.getFirst().split(" ")[1]),
                HttpHeaders.of(headers, (name, value) -> true),
                parts[1].getBytes(StandardCharsets.UTF_8));
    }
}
