package network.cuckoo.scheduler.jobs;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jobrunr.dashboard.JobRunrApiHandler;
import org.jobrunr.dashboard.JobRunrSseHandler;
import org.jobrunr.dashboard.JobRunrStaticFileHandler;
import org.jobrunr.dashboard.server.HttpExchangeHandler;
import org.jobrunr.dashboard.server.http.RedirectHttpHandler;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.ThreadSafeStorageProvider;
import org.jobrunr.utils.mapper.JsonMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JobRunr's dashboard on 127.0.0.1 only. JobRunr's own web server listens on all interfaces and can't be told otherwise, so its
 * handlers run here in a server that is bound to loopback; they report nothing to JobRunr's makers.
 */
final class LoopbackDashboard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LoopbackDashboard.class);

    private final HttpServer server;
    private final ExecutorService executor;
    private final List<HttpExchangeHandler> handlers;

    private LoopbackDashboard(HttpServer server, List<HttpExchangeHandler> handlers) {
        this.server = server;
        this.handlers = handlers;
        this.executor = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().daemon().name("cuckoo-dashboard-", 0).factory());
        handlers.forEach(handler -> server.createContext(handler.getContextPath(), handler));
        server.setExecutor(executor);
        server.start();
    }

    /**
     * Begins to answer.
     *
     * @param port 0 takes a free one
     * @throws UncheckedIOException if the port is taken
     */
    static LoopbackDashboard start(int port, StorageProvider storage, JsonMapper json) {
        StorageProvider shared = new ThreadSafeStorageProvider(storage);
        List<HttpExchangeHandler> handlers = List.of(
                new RedirectHttpHandler("/", "/dashboard"),
                new JobRunrStaticFileHandler(),
                new JobRunrApiHandler(shared, json, false),
                new JobRunrSseHandler(shared, json));
        try {
            var loopback = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
            return new LoopbackDashboard(HttpServer.create(new InetSocketAddress(loopback, port), 0), handlers);
        } catch (IOException e) {
            throw new UncheckedIOException("JobRunr's dashboard can't listen on 127.0.0.1:" + port, e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        for (HttpExchangeHandler handler : handlers) {
            try {
                handler.close();
            } catch (Exception e) {
                LOG.atWarn().setCause(e).log("a handler of the dashboard did not close");
            }
        }
        server.stop(0);
        executor.shutdownNow();
    }
}
