package network.cuckoo.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.DriverManager;
import java.util.concurrent.Callable;
import network.cuckoo.db.DatabaseConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** One run of the bare script, in a process of its own. */
@Command(name = "script-run", hidden = true)
final class ScriptRun implements Callable<Integer> {
    @Mixin
    private IndexTarget target = new IndexTarget();

    @Override
    public Integer call() throws Exception {
        DatabaseConfig config = target.database();
        try (var connection = DriverManager.getConnection(
                config.jdbcUrl(), config.user(), config.password().reveal())) {
            long begin = System.nanoTime();
            long events = new BareScript(target.node(), target.staking())
                    .run(connection, target.head().value());
            var json = new ObjectMapper().createObjectNode();
            json.put("events", events)
                    .put("seconds", (System.nanoTime() - begin) / 1e9)
                    .put("residentMiB", Resident.highestMiB());
            System.out.println(json);
        }
        return 0;
    }
}
