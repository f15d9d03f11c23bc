package network.cuckoo.api.admin;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import network.cuckoo.api.input.Requests;
import network.cuckoo.api.listen.Endpoint;
import network.cuckoo.api.listen.Waiters;
import network.cuckoo.api.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/**
 * JobRunr's dashboard: {@code /dashboard}, its {@code /api} and its event streams under {@code /sse}, passed to its own web server
 * on loopback with path and query unchanged, and streamed back as they come.
 */
public final class Dashboard implements Endpoint, AutoCloseable {
    private static final List<String> PATHS = List.of("/dashboard", "/dashboard/*", "/api/*", "/sse/*");
    private static final List<String> ASKED = List.of("Accept", "Content-Type", "Last-Event-ID", "If-None-Match");
    private static final List<String> ANSWERED = List.of("Content-Type", "Cache-Control", "ETag", "Last-Modified");
    /** The dashboard's page may run its own scripts and styles, and call nobody but this server. */
    private static final String POLICY = "default-src 'self'; script-src 'self' 'unsafe-inline'; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'";

    private static final int CHUNK_BYTES = 16 * 1024;

    private final URI target;
    private final Waiters waiters;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** @param port of JobRunr's web server on 127.0.0.1 */
    public Dashboard(int port, Waiters waiters) {
        this.target = URI.create("http://127.0.0.1:" + port);
        this.waiters = waiters;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/", ctx -> ctx.redirect("/dashboard"));
        Handler forward = ctx -> waiters.run(() -> forward(ctx));
        for (String path : PATHS) {
            routes.get(path, forward).post(path, forward).put(path, forward).delete(path, forward);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private void forward(Context ctx) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = ask(ctx);
        ctx.status(answer.statusCode()).header("Content-Security-Policy", POLICY);
        for (String name : ANSWERED) {
            answer.headers().firstValue(name).ifPresent(value -> ctx.header(name, value));
        }
        answer.headers()
                .firstValue("Location")
                .map(this::withoutTarget)
                .ifPresent(value -> ctx.header("Location", value));
        try (InputStream in = answer.body()) {
            copy(in, ctx.res());
        }
    }

    private HttpResponse<InputStream> ask(Context ctx) throws InterruptedException {
        @Nullable String query = ctx.queryString();
        URI uri = URI.create(target + ctx.req().getRequestURI() + (query == null ? "" : "?" + query));
        byte[] body = Requests.bytes(ctx, Requests.MAX_BODY_BYTES);
        var request = HttpRequest.newBuilder(uri)
                .method(
                        ctx.method().name(),
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        for (String name : ASKED) {
            @Nullable String value = ctx.header(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        try {
            return client.send(request.build(), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw ProblemCode.DASHBOARD_UNAVAILABLE.because(
                    "JobRunr's web server does not answer; is the scheduler running?");
        }
    }

    private String withoutTarget(String location) {
        return location.startsWith(target.toString())
                ? location.substring(target.toString().length())
                : location;
    }

    /** Flushes whatever has come, so that events are not held back. */
    private static void copy(InputStream in, HttpServletResponse response) throws IOException {
        OutputStream out = response.getOutputStream();
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            out.write(chunk, 0, read);
            response.flushBuffer();
        }
    }
}
