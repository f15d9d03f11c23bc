package network.cuckoo.worker.node.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import network.cuckoo.domain.Fence;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.NodeAddress;

/**
 * Speaks to one coordinator, which may answer at several addresses: one that can't be reached is left for the next. Every method
 * throws {@link CoordinatorException}; none tries again by itself.
 */
public final class CoordinatorClient implements AutoCloseable {
    private static final int MAX_ANSWER_BYTES = 4 << 20;
    /** Whoever logs out is leaving and doesn't wait long for the answer. */
    private static final Duration LOGOUT_TIME = Duration.ofSeconds(2);

    private static final Function<byte[], Boolean> IGNORED = body -> true;

    private final List<URI> addresses;
    private final HttpTimes times;
    private final HttpClient http;
    private final AtomicInteger current = new AtomicInteger();

    /** @param addresses such as {@code http://127.0.0.1:8080}, at least one */
    public CoordinatorClient(List<URI> addresses, HttpTimes times) {
        this.addresses = List.copyOf(addresses);
        this.times = times;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(times.connect())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** The address that is used now. */
    public URI address() {
        return addresses.get(Math.floorMod(current.get(), addresses.size()));
    }

    /** Asks for a text to log in with. */
    public Challenge challenge(NodeAddress node) {
        URI from = address();
        return post(
                        "challenge",
                        Optional.empty(),
                        Bodies.challenge(node),
                        times.answer(),
                        body -> new Challenge(JsonFields.parse(body).text("message"), from))
                .await();
    }

    public Session login(Login login) {
        return post("login", Optional.empty(), Bodies.login(login), times.answer(), json(Session::read))
                .await();
    }

    /**
     * Asks for work.
     *
     * @param known leases that this miner still works on
     * @param wait how long the coordinator may hold the request open while there is nothing to tell
     */
    public Call<PollReply> poll(SessionToken token, Collection<LeaseId> known, boolean draining, Duration wait) {
        return post(
                "poll",
                Optional.of(token),
                Bodies.poll(known, draining, wait),
                times.answer().plus(wait),
                json(PollReply::read));
    }

    /** Acknowledges a lease; may be repeated. Gives the time left for the result. */
    public Duration start(SessionToken token, LeaseId lease, Fence fence) {
        return onLease(
                token,
                lease,
                "start",
                Bodies.fence(fence),
                body -> Duration.ofMillis(JsonFields.parse(body).number("remainingMillis")));
    }

    public void progress(SessionToken token, LeaseId lease, Fence fence, int done, int total) {
        onLease(token, lease, "progress", Bodies.progress(fence, done, total), IGNORED);
    }

    /** Gives a lease back, so that another miner gets the task. */
    public void fail(SessionToken token, LeaseId lease, Fence fence, String code, String detail) {
        onLease(token, lease, "fail", Bodies.fail(fence, code, detail), IGNORED);
    }

    /** Hands in a result; sent again, the same report gets the same answer. */
    public Receipt submit(SessionToken token, ResultReport report) {
        return onLease(token, report.lease(), "result", Bodies.result(report), json(Receipt::read));
    }

    public void logout(SessionToken token) {
        post("logout", Optional.of(token), Bodies.empty(), LOGOUT_TIME, IGNORED).await();
    }

    /** Gives up all requests. */
    @Override
    public void close() {
        http.shutdownNow();
    }

    private <T> T onLease(SessionToken token, LeaseId lease, String verb, ObjectNode body, Function<byte[], T> reader) {
        return post("leases/" + lease + "/" + verb, Optional.of(token), body, times.answer(), reader)
                .await();
    }

    private <T> Call<T> post(
            String path, Optional<SessionToken> token, ObjectNode body, Duration timeout, Function<byte[], T> reader) {
        URI base = address();
        var request = HttpRequest.newBuilder(URI.create(withoutSlash(base) + "/v1/node/" + path))
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, application/problem+json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Bodies.bytes(body)));
        token.ifPresent(held -> request.header("Authorization", "Bearer " + held.secret()));
        BodyHandler<byte[]> bounded = BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES);
        return new Call<>(base, http.sendAsync(request.build(), bounded), reader, this::leave);
    }

    /** Moves on to the next address, once for all requests that failed at this one. */
    private void leave(URI unreachable) {
        int index = current.get();
        if (addresses.get(Math.floorMod(index, addresses.size())).equals(unreachable)) {
            current.compareAndSet(index, index + 1);
        }
    }

    private static <T> Function<byte[], T> json(Function<JsonFields, T> reader) {
        return body -> reader.apply(JsonFields.parse(body));
    }

    private static String withoutSlash(URI base) {
        String text = base.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
