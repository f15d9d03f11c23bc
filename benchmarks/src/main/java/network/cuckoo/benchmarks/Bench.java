package network.cuckoo.benchmarks;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import network.cuckoo.benchmarks.market.Market;
import network.cuckoo.benchmarks.market.MarketMiner;
import network.cuckoo.db.DatabaseConfig;
import network.cuckoo.db.LocalPostgres;
import network.cuckoo.domain.AppId;

/** Where a part is measured: one durable Postgres server, a folder, a load. */
record Bench(LocalPostgres postgres, Path folder, SchedulerLoad load) {
    /** An empty database of this name. */
    DatabaseConfig database(String name) throws SQLException {
        return FreshDatabase.empty(postgres, name, load.connections());
    }

    /** A market with these miners, in a database of this name. */
    Market market(String name, List<MarketMiner> miners, int others) throws SQLException {
        return Market.found(database(name), folder.resolve(name), miners, others);
    }

    /** The miners of the load. */
    List<MarketMiner> miners() {
        return MarketMiner.several(0, load.miners(), load.places());
    }

    /** So many apps of this name with credit for so many tasks in all, and some more. */
    static List<AppId> apps(Market market, String name, int apps, long tasks) {
        return IntStream.range(0, apps)
                .mapToObj(number -> market.app(name + " " + number, tasks))
                .toList();
    }

    /** Prints a line of the result. */
    static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }

    /** Prints how it goes. */
    static void tell(String format, Object... values) {
        System.err.printf(Locale.ROOT, "  " + format + "%n", values);
    }

    static double rounded(double number) {
        return Math.round(number * 100) / 100.0;
    }
}
