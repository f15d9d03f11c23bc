package network.cuckoo.benchmarks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import network.cuckoo.benchmarks.market.Life;
import network.cuckoo.benchmarks.market.Market;
import network.cuckoo.benchmarks.market.Trading;
import network.cuckoo.db.DatabaseConfig;

/** How throughput holds while somebody keeps a transaction open, so that Postgres can clear away nothing that ends meanwhile. */
final class HeldPart {
    private static final Duration SLICE = Duration.ofMinutes(1);
    private static final Duration QUICK_SLICE = Duration.ofSeconds(1);
    /** Clients wait for their tasks here, so there are more of them. */
    private static final int CLIENTS_EACH = 4;

    private static final long CREDIT = 100_000_000;

    private final Bench bench;
    private final int clients;
    private final Duration slice;

    private HeldPart(Bench bench) {
        this.bench = bench;
        this.clients = CLIENTS_EACH * bench.load().clients();
        this.slice = bench.load().quick() ? QUICK_SLICE : SLICE;
    }

    static void measure(Bench bench, ObjectNode json) throws Exception {
        if (bench.load().heldMinutes() > 0) {
            new HeldPart(bench).measure(json);
        }
    }

    private void measure(ObjectNode json) throws Exception {
        try (Market market = bench.market("held", bench.miners(), 0);
                var trading = new Trading(market, bench.miners())) {
            var life = new Life(trading, Bench.apps(market, "held", bench.load().apps(), CREDIT), 0);
            life.during(slice, clients); // warm
            double before = life.during(slice, clients).perSecond();
            Bench.tell("before: %,.0f tasks/s", before);
            double lowest = Double.MAX_VALUE;
            ArrayNode minutes = json.put("before", Math.round(before)).putArray("held");
            try (Connection holding = hold("held")) {
                for (int minute = 1; minute <= bench.load().heldMinutes(); minute++) {
                    double now = life.during(slice, clients).perSecond();
                    Bench.tell("minute %d with an open transaction: %,.0f tasks/s", minute, now);
                    minutes.add(Math.round(now));
                    lowest = Math.min(lowest, now);
                }
                holding.rollback();
            }
            double after = life.during(slice, clients).perSecond();
            Bench.say(
                    "%d min under an open transaction: before %,.0f/s, slowest minute %,.0f/s (%.2f x), after it %,.0f/s",
                    bench.load().heldMinutes(), before, lowest, lowest / before, after);
            json.put("after", Math.round(after)).put("ratio", Bench.rounded(lowest / before));
        }
    }

    // With a snapshot and an id of its own, so that it holds back all that Postgres would clear away.
    private Connection hold(String name) throws SQLException {
        DatabaseConfig address = FreshDatabase.named(bench.postgres(), name, 1);
        Connection connection = DriverManager.getConnection(
                address.jdbcUrl(), address.user(), address.password().reveal());
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("SELECT pg_current_xact_id()");
        }
        return connection;
    }
}
