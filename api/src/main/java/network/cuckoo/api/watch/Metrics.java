package network.cuckoo.api.watch;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import network.cuckoo.api.listen.Waiters;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /metrics}: requests, tasks and leases by state, rounds, the indexer's lag, the JVM; for Prometheus. */
public final class Metrics implements network.cuckoo.api.listen.Endpoint, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Metrics.class);
    private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicInteger databaseUp = new AtomicInteger();
    private final StateCounts counts;
    private final MultiGauge tasks;
    private final MultiGauge leases;

    public Metrics(NodeWatch watch, Waiters waiters, StateCounts counts) {
        this.counts = counts;
        this.tasks =
                MultiGauge.builder("cuckoo.tasks").description("Tasks by state").register(registry);
        this.leases = MultiGauge.builder("cuckoo.leases")
                .description("Live leases by state")
                .register(registry);
        Gauge.builder("cuckoo.database.up", databaseUp, AtomicInteger::get)
                .description("1 while the database answers")
                .register(registry);
        Gauge.builder("cuckoo.indexer.lag", watch, NodeWatch::indexerLagBlocks)
                .baseUnit("blocks")
                .description("Blocks between head and cursor; negative if not known")
                .register(registry);
        Gauge.builder("cuckoo.indexer.lag.seconds", watch, NodeWatch::indexerLagSeconds)
                .description("Seconds of block time between head and cursor; negative if not known")
                .register(registry);
        Gauge.builder("cuckoo.api.waiting", waiters, Waiters::count)
                .description("Open event streams and long polls")
                .register(registry);
        FunctionCounter.builder("cuckoo.rounds", watch, NodeWatch::rounds)
                .description("Rounds that did something")
                .register(registry);
        bindJvm();
    }

    /** Notes an answered request. */
    public void observe(Context ctx, float millis) {
        @Nullable Endpoint endpoint = ctx.endpoints().lastHttpEndpoint();
        Timer.builder("http.server.requests")
                .tag("method", ctx.method().name())
                .tag("route", endpoint == null ? "none" : endpoint.path)
                .tag("status", Integer.toString(ctx.statusCode()))
                .register(registry)
                .record(Duration.ofNanos((long) (millis * 1_000_000)));
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/metrics", this::handle);
    }

    @Override
    public void close() {
        registry.close();
    }

    private void handle(Context ctx) {
        readDatabase();
        ctx.contentType(CONTENT_TYPE).header("Cache-Control", "no-store").result(registry.scrape());
    }

    private void readDatabase() {
        try {
            tasks.register(rows(counts.tasks()), true);
            leases.register(rows(counts.leases()), true);
            databaseUp.set(1);
        } catch (DataAccessException e) {
            LOG.atWarn().log("metrics without the database: {}", e.getMessage());
            tasks.register(List.of(), true);
            leases.register(List.of(), true);
            databaseUp.set(0);
        }
    }

    private static List<MultiGauge.Row<?>> rows(Map<? extends Enum<?>, Integer> byState) {
        return byState.entrySet().stream()
                .<MultiGauge.Row<?>>map(entry ->
                        MultiGauge.Row.of(Tags.of("state", entry.getKey().name()), entry.getValue()))
                .toList();
    }

    private void bindJvm() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
    }
}
