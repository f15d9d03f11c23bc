package network.cuckoo.scheduler.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.UUID;
import network.cuckoo.domain.AppId;
import network.cuckoo.scheduler.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The claim must stay an index range whatever the backlog: counted in pages, not in time. */
class ClaimPlanTest {
    private static final int BACKLOG = 20_000;
    private static final int MAX_PAGES = 400;

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
                INSERT INTO task (task_id, app_id, model, model_hash, input, nonce_hash, nonce_from_app, request_hash, price_wei, state)
                SELECT gen_random_uuid(), app_id, model, model_hash, input, nonce_hash, true, request_hash, price_wei, state
                  FROM task, generate_series(2, ?) g
                """, BACKLOG));
        world.database().read().execute("ANALYZE task");

        JsonNode plan = explain(NamedSql.CLAIM.replace("1000 /* places */", "8"));

        assertThat(plan.toString()).contains("task_queued");
        JsonNode top = plan.path(0).path("Plan");
        int pages = top.path("Shared Hit Blocks").asInt()
                + top.path("Shared Read Blocks").asInt();
        assertThat(pages).isBetween(1, MAX_PAGES);
    }

    private JsonNode explain(String sql) throws Exception {
        String model = World.IMAGE.value();
        String plan = world.database()
                .read()
                .fetchSingle("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + sql, model, model, new UUID[0])
                .get(0, String.class);
        return new ObjectMapper().readTree(plan);
    }
}
