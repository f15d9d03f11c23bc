package network.cuckoo.api.listen;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import network.cuckoo.api.problem.JettyProblems;
import network.cuckoo.api.problem.ProblemMapper;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;

/** One port with its endpoints, each request in a virtual thread of its own. */
public final class Listener implements AutoCloseable {
    /** Longer than any poll may wait. */
    private static final long IDLE_MILLIS = 120_000;

    private static final long STOP_MILLIS = 5_000;

    private static final Map<String, String> HEADERS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "camera=(), microphone=(), geolocation=()");

    private final Javalin server;

    private Listener(Javalin server) {
        this.server = server;
    }

    /**
     * Listens; port 0 takes a free one.
     *
     * @param observer told of every answered request and the milliseconds that it took
     * @throws UncheckedIOException if it can't, e.g. since the port is taken; the message says where, the cause why
     */
    public static Listener start(String host, int port, List<Endpoint> endpoints, BiConsumer<Context, Float> observer) {
        var server = Javalin.create(config -> {
            configure(config, host, port);
            config.routes.before(ctx -> HEADERS.forEach(ctx::header));
            config.routes.beforeMatched(new QueryGuard(endpoints)::check);
            endpoints.forEach(endpoint -> endpoint.register(config.routes));
            ProblemMapper.register(config.routes);
            config.requestLogger.http(observer::accept);
        });
        return new Listener(server.start());
    }

    /** The port that is listened on. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }

    private static void configure(JavalinConfig config, String host, int port) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.prefer405over404 = true;
        config.http.defaultContentType = "application/octet-stream";
        config.router.ignoreTrailingSlashes = false;
        config.jetty.host = host;
        config.jetty.port = port;
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        var problems = new JettyProblems(HEADERS);
        config.jetty.modifyServer(jetty -> jetty.setErrorHandler(problems));
        config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(problems));
        config.jetty.modifyServer(Listener::endGracefully);
        config.jetty.addConnector((jetty, http) -> connector(jetty, http, host, port));
    }

    /** Requests that are being answered when the server stops get their answer. */
    private static void endGracefully(Server jetty) {
        jetty.setHandler(new GracefulHandler());
        jetty.setStopTimeout(STOP_MILLIS);
    }

    private static ServerConnector connector(Server jetty, HttpConfiguration http, String host, int port) {
        var connector = new ServerConnector(jetty, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MILLIS);
        open(connector);
        return connector;
    }

    /** Before the server starts, which would report a taken port in its own log and words. */
    private static void open(ServerConnector connector) {
        try {
            connector.open();
        } catch (IOException e) {
            IOException why = e.getCause() instanceof IOException cause ? cause : e;
            throw new UncheckedIOException("can't listen on " + connector.getHost() + ":" + connector.getPort(), why);
        }
    }
}
