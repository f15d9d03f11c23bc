package network.cuckoo.scheduler.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.UUID;
import network.cuckoo.db.SqlFile;
import network.cuckoo.domain.AppId;
import network.cuckoo.scheduler.tasks.TaskQueue;
import network.cuckoo.scheduler.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The claim must stay an index range whatever the backlog: counted in pages, not in time. */
class ClaimPlanTest {
    private static final int BACKLOG = 20_000;
    private static final int MAX_PAGES = 20;

    private final World world = World.create();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void claim_readsFewPages_ofALongQueue() throws Exception {
        AppId app = world.app("app", 1);
        world.submit(app);
        world.database().transactionVoid(tx -> tx.execute("""
                INSERT INTO task_queue (task_id, model, app_id, priority, queue_seq, price_wei)
                SELECT gen_random_uuid(), model, app_id, priority, nextval('task_queue_seq'), price_wei FROM task_queue, generate_series(2, ?) g
                """, BACKLOG));
        world.database().read().execute("ANALYZE task_queue");

        JsonNode heads = explain(
                SqlFile.read(TaskQueue.class, "heads.sql").replace("1000 /* each */", "8"),
                new UUID[] {app.value()},
                new Integer[] {0},
                new Long[] {0L},
                World.IMAGE.value());
        String model = World.IMAGE.value();
        JsonNode lanes = explain(SqlFile.read(TaskQueue.class, "lanes.sql"), model, model, model);

        assertThat(heads.toString()).contains("task_queue_order");
        assertThat(pages(heads)).isBetween(1, MAX_PAGES);
        assertThat(lanes.toString()).contains("task_queue_order");
        assertThat(pages(lanes)).isBetween(1, MAX_PAGES);
    }

    private static int pages(JsonNode plan) {
        JsonNode top = plan.path(0).path("Plan");
        return top.path("Shared Hit Blocks").asInt()
                + top.path("Shared Read Blocks").asInt();
    }

    private JsonNode explain(String sql, Object... bindings) throws Exception {
        String plan = world.database()
                .read()
                .fetchSingle("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + sql, bindings)
                .get(0, String.class);
        return new ObjectMapper().readTree(plan);
    }
}
