package network.cuckoo.indexer.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a call whose answer is no HTTP 200, or never comes. */
class CallFailureTest {
    private static final Duration TIMEOUT = Duration.ofMillis(300);

    private final HttpServer server;
    private final CountDownLatch end = new CountDownLatch(1);
    private final JsonRpc rpc;

    CallFailureTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        rpc = new JsonRpc(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), TIMEOUT);
    }

    @AfterEach
    void stop() {
        end.countDown();
        rpc.close();
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "413, '', TOO_MUCH, 413",
        "429, '', RATE_LIMITED, 429",
        "504, '', BROKEN_OFF, 504",
        "524, <html>, BROKEN_OFF, 524",
        "503, '', UNREACHABLE, 503",
        "401, <html>not you</html>, UNREACHABLE, 401",
        "301, '', UNREACHABLE, 301",
        "400, '{\"error\":{\"code\":-32600,\"message\":\"block range is too wide\"}}', TOO_MUCH, too wide",
        "500, '{\"error\":{\"code\":-32603,\"message\":\"out of order\"}}', INTERNAL, HTTP 500: out of order",
        "429, '{\"error\":{\"code\":1,\"message\":\"block range is too wide\"}}', RATE_LIMITED, 429"
    })
    void status_andTheErrorInItsBody_sayWhy(int status, String body, ChainException.Code code, String text) {
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().set("Retry-After", "7");
                exchange.sendResponseHeaders(status, body.isEmpty() ? -1 : body.length());
                exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
            }
        });

        ChainException failure = readLogs();

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure).hasMessageContaining(text);
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
    }

    @Test
    void answerThatDoesNotCome_orStopsInItsMiddle_isBrokenOff() {
        server.createContext("/", exchange -> awaitEnd());
        assertBrokenOff(readLogs());
        server.removeContext("/");
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("{\"id\":0,\"result\":[".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            awaitEnd();
        });
        assertBrokenOff(readLogs());
    }

    private static void assertBrokenOff(ChainException failure) {
        assertThat(failure.code()).isEqualTo(ChainException.Code.BROKEN_OFF);
        assertThat(failure).hasMessage("the node does not answer within 0.3 s");
        assertThat(failure.retryAfter()).isEqualTo(Optional.empty());
    }

    @Test
    void nobodyThere_isNotConnected() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (var nobody = new JsonRpc(URI.create("http://127.0.0.1:" + port), TIMEOUT)) {
            ChainException failure = catchThrowableOfType(ChainException.class, () -> nobody.call("eth_chainId"));
            assertThat(failure.code()).isEqualTo(ChainException.Code.NOT_CONNECTED);
        }
    }

    private ChainException readLogs() {
        return catchThrowableOfType(ChainException.class, () -> rpc.call("eth_getLogs", List.of(), AnswerReader::logs));
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
