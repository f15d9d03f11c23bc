package network.cuckoo.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import network.cuckoo.api.problem.ProblemCode;
import network.cuckoo.api.watch.NodeWatch;
import org.junit.jupiter.api.Test;

/** What anybody may read, and the operator's view. */
class OpenDataTest extends WorldTest {
    @Test
    void miners_showStakeShareAndWhoIsThere() {
        FakeMiner miner = world().miner(ApiWorld.LARGE_KEY).login();
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        world().open().get("/v1/miners").json().path("online").asInt() == 1);
        JsonNode miners = world().open().get("/v1/miners").expect(200).json();
        assertThat(miners.path("miners")).hasSize(3);
        assertThat(miners.path("totalWeightWei").asText()).isEqualTo("80000000000000000000000");
        JsonNode largest = miners.at("/miners/0");
        assertThat(largest.path("node").asText()).isEqualTo(miner.address().hex());
        assertThat(largest.path("share").asDouble()).isEqualTo(0.75);
        assertThat(largest.path("state").asText()).isEqualTo("online");
        assertThat(largest.path("models").findValuesAsText("model")).containsExactly("emoji", "minilm");
        assertThat(miners.at("/miners/1/state").asText()).isEqualTo("offline");
        assertThat(miners.at("/miners/2/active").asBoolean()).isFalse();
        miner.session().post("/v1/node/logout", "{}").expect(204);
    }

    @Test
    void miners_areListedPartByPart_heaviestFirst() {
        JsonNode whole = world().open().get("/v1/miners").expect(200).json();
        assertThat(whole.path("registered").asInt()).isEqualTo(3);
        assertThat(whole.has("next")).isFalse();
        List<String> nodes = new ArrayList<>();
        String after = "";
        do {
            JsonNode part =
                    world().open().get("/v1/miners?limit=1" + after).expect(200).json();
            assertThat(part.path("miners")).hasSize(1);
            assertThat(part.path("registered").asInt()).isEqualTo(3);
            assertThat(part.path("totalWeightWei")).isEqualTo(whole.path("totalWeightWei"));
            nodes.add(part.at("/miners/0/node").asText());
            after = part.has("next") ? "&after=" + part.path("next").asText() : "";
        } while (!after.isEmpty());
        assertThat(nodes).isEqualTo(whole.path("miners").findValuesAsText("node"));
        assertThat(world().open()
                        .get("/v1/miners?after=" + ApiWorld.STRANGER_KEY.address())
                        .refusal(400, "invalid-input"))
                .contains("not in the list");
    }

    @Test
    void weightsOfAnEpoch_areListedPartByPart_byAddress() {
        JsonNode whole = world().open().get("/v1/epochs/current").expect(200).json();
        assertThat(whole.path("weights")).hasSize(2);
        assertThat(whole.path("miners").asInt()).isEqualTo(2);
        assertThat(whole.has("next")).isFalse();
        String path = "/v1/epochs/" + whole.path("number").asText() + "?limit=1";
        JsonNode first = world().open().get(path).expect(200).json();
        assertThat(first.path("weights")).containsExactly(whole.at("/weights/0"));
        assertThat(first.path("next")).isEqualTo(whole.at("/weights/0/miner"));
        JsonNode last = world().open()
                .get(path + "&after=" + first.path("next").asText())
                .expect(200)
                .json();
        assertThat(last.path("weights")).containsExactly(whole.at("/weights/1"));
        assertThat(last.has("next")).isFalse();
        world().open().get(path + "&after=" + ApiWorld.POOR_KEY.address()).refusal(400, "invalid-input");
        for (String wrong : List.of("limit=0", "limit=1001", "limit=x", "after=0x12", "limit=1&limit=2")) {
            world().open().get("/v1/epochs/current?" + wrong).refusal(400, "invalid-input");
            world().open().get("/v1/miners?" + wrong).refusal(400, "invalid-input");
        }
    }

    @Test
    void network_showsTasksWithoutPrompts() {
        Api app = richApp();
        String id = app.post("/v1/tasks", "{\"model\":\"emoji\",\"input\":{\"prompt\":\"my secret\"}}")
                .expect(201)
                .json()
                .path("id")
                .asText();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> world().open().get("/v1/network").text().contains(id));
        Api.Answer network = world().open().get("/v1/network").expect(200);
        assertThat(network.text()).doesNotContain("secret\"", "prompt");
        assertThat(network.json().at("/recentTasks/0/id").asText()).isEqualTo(id);
        assertThat(network.json().at("/chain/lagBlocks").asInt()).isEqualTo(1);
        assertThat(network.json().at("/chain/lagSeconds").asInt()).isEqualTo(12);
        assertThat(network.json().at("/chain/blockAgeSeconds").asLong()).isPositive();
        assertThat(network.json().path("ledgerSumWei").asText()).isEqualTo("0");
        app.post("/v1/tasks/" + id + "/cancel", "{}").expect(200);
    }

    @Test
    void models_showWhatIsOnOffer() {
        JsonNode models = world().open().get("/v1/models").expect(200).json();
        assertThat(models.path("models").findValuesAsText("id")).containsExactly("emoji", "minilm");
        assertThat(models.at("/models/0/priceWei").asText()).isEqualTo(ApiWorld.PRICE.toString());
    }

    @Test
    void health_saysWhatIsBroken() {
        assertThat(world().open()
                        .get("/healthz")
                        .expect(200)
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("ok");
        world().watch.indexer = new NodeWatch.Pulse(false, "40 blocks behind");
        try {
            JsonNode health = world().open().get("/healthz").expect(503).json();
            assertThat(health.path("status").asText()).isEqualTo("broken");
            assertThat(health.at("/checks/indexer/detail").asText()).isEqualTo("40 blocks behind");
            assertThat(health.at("/checks/database/ok").asBoolean()).isTrue();
        } finally {
            world().watch.indexer = new NodeWatch.Pulse(true, "at the head");
        }
    }

    @Test
    void metrics_countRequestsTasksAndMore() {
        world().open().get("/v1/models");
        world().open().get("/v1/nothing/here");
        Api.Answer metrics = world().open().get("/metrics").expect(200);
        assertThat(metrics.header("Content-Type")).startsWith("text/plain");
        assertThat(metrics.text())
                .contains(
                        "http_server_requests_seconds_count{method=\"GET\",route=\"/v1/models\",status=\"200\"}",
                        "cuckoo_tasks{state=\"QUEUED\"}",
                        "cuckoo_leases{state=\"STARTED\"} 0.0",
                        "cuckoo_rounds_total 3.0",
                        "cuckoo_indexer_lag_blocks 1.0",
                        "cuckoo_indexer_lag_seconds 12.0",
                        "cuckoo_database_up 1.0",
                        "jvm_memory_used_bytes")
                .doesNotContain("/v1/nothing");
    }

    @Test
    void page_isServedWithAPolicyThatAllowsNothingForeign() {
        for (String path : List.of(
                "/",
                "/page/main.js",
                "/page/task.js",
                "/page/network.js",
                "/page/client.js",
                "/page/format.js",
                "/page/style.css",
                "/page/icon.svg")) {
            Api.Answer file = world().open().get(path).expect(200);
            assertThat(file.header("Content-Security-Policy"))
                    .contains("default-src 'none'", "script-src 'self'")
                    .doesNotContain("unsafe");
            assertThat(file.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(file.text()).as(path).doesNotContain("https://", "onclick", "innerHTML", " style=");
            world().open().get(path, "If-None-Match", file.header("ETag")).expect(304);
        }
        assertThat(world().open().get("/").text()).contains("<html lang=\"en\">");
    }

    @Test
    void document_listsEveryRouteAndEveryCode() {
        assertThat(world().open().get("/openapi.yaml").expect(200).text()).startsWith("openapi: 3.1.0");
        var codes = new TreeSet<String>();
        Arrays.stream(ProblemCode.values()).map(ProblemCode::text).forEach(codes::add);
        assertThat(OpenApi.document().codes()).isEqualTo(codes);
        for (String operation : OpenApi.document().operations()) {
            String[] parts = operation.split(" ");
            String path = parts[1].replaceAll("\\{[a-z]+}", "0");
            Api api = path.startsWith("/admin") ? world().admin() : world().open();
            Api.Answer answer = parts[0].equals("GET") ? api.get(path) : api.post(path, "{}");
            assertThat(answer.text()).as(operation).doesNotContain("No endpoint has this address");
            assertThat(answer.status()).as(operation).isNotEqualTo(405);
        }
    }

    @Test
    void operations_takeTheQueryParametersOfTheDocument_andNoOthers() {
        for (String operation : OpenApi.document().operations()) {
            String[] parts = operation.split(" ");
            String path = parts[1].replaceAll("\\{[a-z]+}", "0");
            if (path.startsWith("/v1") || path.startsWith("/admin")) {
                Api api = path.startsWith("/admin") ? world().admin() : world().open();
                String query = path + "?limits=1";
                Api.Answer answer = parts[0].equals("GET") ? api.get(query) : api.post(query, "{}");
                var known = OpenApi.document().queryParameters(operation);
                assertThat(answer.refusal(400, "unknown-parameter"))
                        .as(operation)
                        .isEqualTo("Unknown query parameter 'limits'. "
                                + (known.isEmpty()
                                        ? "None is taken here."
                                        : "Known here: " + String.join(", ", known) + "."));
            }
        }
    }
}
