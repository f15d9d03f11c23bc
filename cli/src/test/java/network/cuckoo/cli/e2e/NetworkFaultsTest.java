package network.cuckoo.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import network.cuckoo.cli.client.AppClient;
import network.cuckoo.cli.client.RefusedException;
import network.cuckoo.cli.settings.Home;
import network.cuckoo.db.Database;
import network.cuckoo.db.LocalPostgres;
import network.cuckoo.domain.TaskId;
import network.cuckoo.indexer.audit.ContractComparison;
import network.cuckoo.indexer.audit.StateReplay;
import network.cuckoo.indexer.chain.ContractViews;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * One network for all tests, since starting one takes a while; each test uses its own tasks. The last one ends it. Other classes begin later and run meanwhile,
 * while its own tests follow one another: all that it watches are processes of its own, and a minute of it is waiting.
 */
@Execution(ExecutionMode.CONCURRENT)
@Order(1)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NetworkFaultsTest {
    /** How long Postgres is away; the requirement is a minute. */
    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("cuckoo.outage.seconds", 60));

    private static final Duration TASK_LIMIT = Duration.ofSeconds(120);

    private Path temporary;
    private LocalPostgres postgres;
    private DemoProcess demo;
    private AppClient app;

    @BeforeAll
    void startNetwork(@TempDir Path folder) throws IOException {
        temporary = folder;
        postgres = LocalPostgres.start(temporary.resolve("postgres"));
        var database = postgres.config();
        demo = DemoProcess.start(
                        temporary.resolve("network"),
                        Map.of("CUCKOO_DB_PASSWORD", database.password().reveal()),
                        "--db-url",
                        database.jdbcUrl(),
                        "--db-user",
                        database.user(),
                        "--no-restart",
                        "miner-1,miner-2,miner-3",
                        "--models",
                        modelsWithShortLeases().toString())
                .awaitUp();
        app = demo.app();
    }

    @AfterAll
    void endNetwork() throws InterruptedException {
        try (var ending = postgres) {
            demo.close();
            assertThat(ending.config()).isNotNull();
        }
    }

    @Test
    @Order(1)
    @Execution(ExecutionMode.SAME_THREAD)
    void badRequests_areRefusedByTheirCodes_andCostNothing() {
        String before = app.account().path("availableWei").asText();
        assertRefused("unknown-model", () -> submit("dall-e", picture("a pear", 1)));
        assertRefused("invalid-input", () -> submit("emoji", picture("x".repeat(401), 1)));
        assertRefused("invalid-input", () -> submit("emoji", picture("red ".repeat(15) + "apple", 1)));
        assertRefused("invalid-input", () -> submit("emoji", AppClient.object().put("text", "a pear")));
        var stranger = new AppClient(app.base(), Optional.empty());
        assertRefused(
                "unauthorized",
                () -> stranger.submit(AppClient.offer("emoji", picture("a pear", 1)), Optional.empty()));
        assertThat(app.account().path("availableWei").asText()).isEqualTo(before);
    }

    @Test
    @Order(2)
    @Execution(ExecutionMode.SAME_THREAD)
    void killedMiner_losesItsTaskToAnother_andOnlyThatOneIsPaid() {
        TaskId task = submit("emoji", picture("a green tree", 50));
        List<String> killed = new CopyOnWriteArrayList<>();
        JsonNode done = app.await(task, TASK_LIMIT, event -> {
            if (event.kind().equals("STARTED") && killed.isEmpty()) {
                killed.add(event.data().path("miner").asText());
                DemoProcess.kill(demo.pid(demo.minerNamed(killed.getFirst())));
            }
        });
        assertThat(killed).hasSize(1);
        assertThat(done.path("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(done.path("attempt").asInt()).isGreaterThan(1);
        assertThat(done.path("assignment").path("miner").asText()).isNotEqualTo(killed.getFirst());
        assertPaidOnce(task);
        assertThat(demo.output()).contains("ended unasked");
    }

    @Test
    @Order(3)
    @Execution(ExecutionMode.SAME_THREAD)
    void killedCoordinator_keepsEverythingItAcknowledged_andFinishesIt() {
        List<TaskId> tasks = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            tasks.add(submit("emoji", picture("a blue car", 40)));
        }
        DemoProcess.kill(demo.pid("coordinator"));
        for (TaskId task : tasks) {
            JsonNode done = app.await(task, TASK_LIMIT, event -> {});
            assertThat(done.path("state").asText()).isEqualTo("SUCCEEDED");
            assertPaidOnce(task);
        }
        assertThat(app.network().path("ledgerSumWei").asText()).isEqualTo("0");
    }

    @Test
    @Order(4)
    @Execution(ExecutionMode.SAME_THREAD)
    void postgresAway_isWaitedOut_andAllTasksFinish() {
        TaskId before = submit("emoji", picture("a yellow sun", 50));
        postgres.close();
        assertRefused("database-unavailable", () -> submit("emoji", picture("a pear", 1)));
        Awaitility.await("the outage")
                .pollDelay(OUTAGE)
                .atMost(OUTAGE.plusSeconds(30))
                .until(() -> !app.isHealthy());
        int port = port();
        postgres = LocalPostgres.start(temporary.resolve("postgres"));
        assertThat(port()).as("Postgres must come back where it was").isEqualTo(port);
        Awaitility.await("the coordinator").atMost(Duration.ofSeconds(60)).until(app::isHealthy);
        TaskId after = submit("minilm", AppClient.object().put("text", "after the outage"));
        for (TaskId task : List.of(before, after)) {
            JsonNode done = app.await(task, TASK_LIMIT, event -> {});
            assertThat(done.path("state").asText()).isEqualTo("SUCCEEDED");
            assertPaidOnce(task);
        }
        assertThat(app.network().path("ledgerSumWei").asText()).isEqualTo("0");
    }

    @Test
    @Order(5)
    @Execution(ExecutionMode.SAME_THREAD)
    void coordinatorSignalledTwice_endsOnceInOrder_andIsStartedAgain() {
        long coordinator = demo.pid("coordinator");
        DemoProcess.stop(coordinator);
        DemoProcess.stop(coordinator);
        demo.awaitOutput("! coordinator (process " + coordinator + ") ended unasked with status 0;");
        Awaitility.await("the next coordinator").atMost(Duration.ofSeconds(60)).until(app::isHealthy);
        assertThat(demo.pid("coordinator")).isNotEqualTo(coordinator);
    }

    @Test
    @Order(6)
    @Execution(ExecutionMode.SAME_THREAD)
    void index_isRight_afterAllOfThat() {
        try (var database = Database.open(postgres.config().withMaxConnections(2));
                var views = new ContractViews(demo.rpc(), TASK_LIMIT)) {
            assertThat(new StateReplay(database).compare().differences()).isEmpty();
            var report = new ContractComparison(database, views, rows -> {}).compare();
            assertThat(report.differences()).isEmpty();
            assertThat(report.rows()).isGreaterThan(10);
        }
    }

    @Test
    @Order(7)
    @Execution(ExecutionMode.SAME_THREAD)
    void killedDemo_takesItsProcessesWithIt() {
        List<ProcessHandle> children = demo.children();
        assertThat(children).hasSizeGreaterThan(5);
        demo.kill();
        Awaitility.await("the children's end")
                .atMost(Duration.ofSeconds(30))
                .until(() -> children.stream().noneMatch(DemoProcess::runs));
    }

    private int port() {
        return URI.create(postgres.config().jdbcUrl().substring("jdbc:".length()))
                .getPort();
    }

    private TaskId submit(String model, ObjectNode input) {
        return TaskId.parse(app.submit(AppClient.offer(model, input), Optional.empty())
                .path("id")
                .asText());
    }

    private static ObjectNode picture(String prompt, int steps) {
        return AppClient.object().put("prompt", prompt).put("steps", steps);
    }

    private void assertPaidOnce(TaskId task) {
        JsonNode ledger = app.ledger(task);
        List<String> legs = new ArrayList<>();
        ledger.path("transactions").forEach(each -> legs.add(each.path("leg").asText()));
        assertThat(legs).containsExactlyInAnyOrder("HOLD", "CAPTURE");
        assertThat(ledger.path("sumWei").asText()).isEqualTo("0");
    }

    private static void assertRefused(String code, Runnable request) {
        assertThatThrownBy(request::run)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo(code));
    }

    /** The usual models with leases short enough to see one run out. */
    private Path modelsWithShortLeases() throws IOException {
        String models = Files.readString(Home.folder().resolve("models.yaml"))
                .replaceAll("lease-seconds: \\d+", "lease-seconds: 20");
        return Files.writeString(temporary.resolve("models.yaml"), models);
    }
}
