package network.cuckoo.worker.node.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import network.cuckoo.domain.Fence;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.task.TextToImageInput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How answers are read: what counts as decided, what as lost, what as broken. */
class CoordinatorClientTest {
    private static final SessionToken TOKEN = new SessionToken("secret");
    private static final LeaseId LEASE = LeaseId.parse("01890000-0000-7000-8000-000000000001");
    private static final String OFFER = """
            {"leases":[{"leaseId":"01890000-0000-7000-8000-000000000001","taskId":"01890000-0000-7000-8000-000000000002",
            "fence":2,"attempt":1,"model":"emoji","modelHash":"HASH","requestHash":"HASH","nonce":"HASH",
            "input":%s,"startWithinMillis":5000}],"gone":[]}""".replace("HASH", "0x" + "ab".repeat(32));

    private final CountDownLatch released = new CountDownLatch(1);
    private HttpServer server;
    private CoordinatorClient client;
    private volatile Answer answer = new Answer(200, "application/json", "{}");
    private volatile String heard = "";

    private record Answer(int status, String type, String body) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
        var base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/base/");
        client = new CoordinatorClient(List.of(base), new HttpTimes(Duration.ofSeconds(2), Duration.ofSeconds(5)));
    }

    @AfterEach
    void stop() {
        released.countDown();
        client.close();
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "409, lease-ended, LEASE_ENDED, false, true",
        "403, not-your-lease, NOT_YOUR_LEASE, false, true",
        "409, wrong-fence, WRONG_FENCE, false, true",
        "404, not-found, NOT_FOUND, false, true",
        "401, bad-signature, BAD_SIGNATURE, false, false",
        "401, unauthorized, UNAUTHORIZED, false, false",
        "401, session-superseded, SESSION_SUPERSEDED, false, false",
        "400, invalid-input, INVALID_INPUT, false, false",
        "418, brand-new, OTHER, false, false",
        "429, too-many-streams, OTHER, true, false",
        "503, database-unavailable, DATABASE_UNAVAILABLE, true, false",
        "500, internal, INTERNAL, true, false"
    })
    void problem_isReadByItsCode(int status, String code, ProblemCode expected, boolean retryable, boolean gone) {
        answer = new Answer(status, "application/problem+json", "{\"code\":\"" + code + "\",\"detail\":\"why\"}");

        var refusal = start(LEASE);

        assertThat(refusal.code()).isEqualTo(expected);
        assertThat(refusal.retryable()).isEqualTo(retryable);
        assertThat(refusal.leaseIsGone()).isEqualTo(gone);
        assertThat(refusal).hasMessageContaining(code).hasMessageContaining("why");
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(7));
        assertThat(refusal.getMessage()).doesNotContain(TOKEN.secret());
    }

    @ParameterizedTest
    @CsvSource({
        "404, text/html, <html>",
        "200, text/html, <html>",
        "200, application/json, '[1]'",
        "302, text/plain, x",
        "200, application/json, '{\"remainingMillis\":\"soon\"}'",
        "409, application/problem+json, '{\"code\":'"
    })
    void answerThatIsNotTheProtocols_decidesNothing(int status, String type, String body) {
        answer = new Answer(status, type, body);

        var failure = start(LEASE);

        assertThat(failure.code()).isEqualTo(ProblemCode.MALFORMED_ANSWER);
        assertThat(failure.retryable()).isTrue();
        assertThat(failure.leaseIsGone()).isFalse();
    }

    @Test
    void endlessAnswer_isCutOff() {
        answer = new Answer(200, "application/json", " ".repeat(5 << 20));
        assertThat(start(LEASE).retryable()).isTrue();
    }

    @Test
    void request_isAsTheProtocolSays() {
        answer = new Answer(200, "application/json", "{\"remainingMillis\":1500}");

        assertThat(client.start(TOKEN, LEASE, new Fence(2))).isEqualTo(Duration.ofMillis(1_500));

        assertThat(heard)
                .isEqualTo(
                        "POST /base/v1/node/leases/" + LEASE + "/start application/json Bearer secret {\"fence\":2}");
    }

    @Test
    void offer_isReadWhole() {
        var input =
                "{\"kind\":\"text-to-image\",\"prompt\":\"a\",\"seed\":\"18446744073709551615\",\"steps\":20,\"guidance\":3.250}";
        answer = new Answer(200, "application/json", OFFER.formatted(input));

        PollReply reply = client.poll(TOKEN, Set.of(), false, Duration.ZERO).await();

        var offer = reply.offers().getFirst();
        assertThat(offer.lease()).isEqualTo(LEASE);
        assertThat(offer.fence()).isEqualTo(new Fence(2));
        assertThat(offer.startWithin()).isEqualTo(Duration.ofSeconds(5));
        assertThat(offer.input()).isEqualTo(new OfferedInput.Readable(new TextToImageInput("a", -1, 20, 3_250)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kind\":\"video\"} | unknown kind of task: video",
                "{\"kind\":\"text-embedding\"} | no text under text",
                "{\"kind\":\"text-to-image\",\"prompt\":\"a\",\"seed\":\"-1\",\"steps\":20,\"guidance\":3} | seed",
                "{\"kind\":\"text-to-image\",\"prompt\":\"a\",\"seed\":\"1\",\"steps\":51,\"guidance\":3} | steps",
                "{\"kind\":\"text-to-image\",\"prompt\":\"a\",\"seed\":\"1\",\"steps\":20,\"guidance\":3.0001} | Rounding",
                "{\"kind\":\"text-to-image\",\"prompt\":\"a\",\"seed\":\"1\",\"steps\":20,\"guidance\":\"3\"} | guidance",
                "[] | not a JSON object"
            })
    void inputThatCantBeRead_isAReasonToRefuse_notABrokenAnswer(String input, String why) {
        answer = new Answer(200, "application/json", OFFER.formatted(input));

        var offer = client.poll(TOKEN, Set.of(), false, Duration.ZERO)
                .await()
                .offers()
                .getFirst();

        assertThat(offer.input())
                .isInstanceOfSatisfying(
                        OfferedInput.Unreadable.class,
                        unreadable -> assertThat(unreadable.why()).contains(why));
    }

    @Test
    void poll_canBeGivenUp() {
        answer = new Answer(0, "", "");
        var call = client.poll(TOKEN, Set.of(LEASE), true, Duration.ofMinutes(1));

        call.abandon();

        assertThat(catchThrowableOfType(CoordinatorException.class, call::await).code())
                .isEqualTo(ProblemCode.ABANDONED);
    }

    private CoordinatorException start(LeaseId lease) {
        return catchThrowableOfType(CoordinatorException.class, () -> client.start(TOKEN, lease, new Fence(2)));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            heard = String.join(
                    " ",
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            if (answer.status() == 0) {
                released.await();
                return;
            }
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.getResponseHeaders().set("Retry-After", "7");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
