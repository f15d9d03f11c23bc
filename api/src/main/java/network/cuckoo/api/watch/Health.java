package network.cuckoo.api.watch;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import network.cuckoo.api.listen.Endpoint;
import network.cuckoo.api.output.Answers;
import network.cuckoo.api.watch.NodeWatch.Pulse;
import network.cuckoo.db.Database;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /healthz}: 200 while database, indexer and scheduler do their work, else 503 and which of them does not. */
public final class Health implements Endpoint {
    private static final Logger LOG = LoggerFactory.getLogger(Health.class);

    private final Database database;
    private final NodeWatch watch;

    public Health(Database database, NodeWatch watch) {
        this.database = database;
        this.watch = watch;
    }

    private record HealthJson(String status, Checks checks) {}

    private record Checks(Pulse database, Pulse indexer, Pulse scheduler) {
        boolean allOk() {
            return database.ok() && indexer.ok() && scheduler.ok();
        }
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/healthz", this::handle);
    }

    private void handle(Context ctx) {
        var checks = new Checks(databasePulse(), watch.indexer(), watch.scheduler());
        boolean ok = checks.allOk();
        Answers.json(ctx, ok ? 200 : 503, new HealthJson(ok ? "ok" : "broken", checks));
    }

    private Pulse databasePulse() {
        try {
            database.read().selectOne().fetch();
            return new Pulse(true, "answers");
        } catch (DataAccessException e) {
            LOG.atWarn().log("health check: {}", e.getMessage());
            return new Pulse(false, "does not answer");
        }
    }
}
