package network.cuckoo.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import network.cuckoo.db.Database;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.task.TaskState;
import network.cuckoo.scheduler.sessions.Session;
import network.cuckoo.scheduler.tasks.Submission;
import network.cuckoo.scheduler.tasks.TaskEvent;
import network.cuckoo.scheduler.world.FakeMiner;
import network.cuckoo.scheduler.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The scheduler with its threads, JobRunr and wake-up channel. */
class SchedulerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final World world = World.create();
    private final Database database = Database.open(world.address());
    private final Scheduler scheduler = scheduler(database);
    private final FakeMiner miner = world.miner("a", 20_000);

    private Scheduler scheduler(Database on) {
        return new Scheduler(
                on, world.address(), world.config(), World::words, InstantSource.system(), new SecureRandom());
    }

    @BeforeEach
    void start() {
        world.chain().beginEpoch();
        scheduler.start();
    }

    @AfterEach
    void close() {
        scheduler.close();
        database.close();
        world.close();
    }

    private TaskId submit(AppId app) {
        return ((Submission.Accepted) scheduler.tasks().submit(app, world.request(World.IMAGE), 0, Optional.empty()))
                .task()
                .id();
    }

    private TaskState state(TaskId task) {
        return scheduler.tasks().find(task).orElseThrow().state();
    }

    private List<String> jobNames(String state) {
        return database.read()
                .fetch("SELECT jobasjson::jsonb ->> 'jobName' AS name FROM jobrunr.jobrunr_jobs WHERE state = ?", state)
                .getValues("name", String.class);
    }

    @Test
    void submit_isPlacedByAJobRunrJob_thatSaysWhatItDid() {
        AppId app = world.app("app", 20);
        miner.login(world.desks(), 100);
        await().atMost(PATIENCE).until(() -> !jobNames("SUCCEEDED").isEmpty() || anyRoundRan(app));

        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
            TaskId task = submit(app);
            await().atMost(PATIENCE).until(() -> state(task) == TaskState.LEASED);
            await().atMost(PATIENCE)
                    .until(() -> jobNames("PROCESSING").isEmpty()
                            && jobNames("ENQUEUED").isEmpty());
            return jobNames("SUCCEEDED").stream()
                    .anyMatch(name -> name.startsWith("rounds: 1 assigned, 0 waiting, 0 given up in 1 round: ")
                            && name.endsWith(task.toString()));
        });
    }

    private boolean anyRoundRan(AppId app) {
        TaskId task = submit(app);
        await().atMost(PATIENCE).until(() -> state(task) == TaskState.LEASED);
        return true;
    }

    @Test
    void submit_inAnotherProcess_isHeardHere() throws InterruptedException {
        AppId app = world.app("app", 1);
        Session session = miner.login(world.desks(), 1);
        try (var other = new SecondProcess();
                var ear = scheduler.leaseSignals().subscribe(miner.node())) {
            TaskId task = other.submit(app);
            await().atMost(PATIENCE).until(() -> state(task) == TaskState.LEASED);
            assertThat(ear.await(PATIENCE)).isTrue();
            assertThat(miner.poll(world.desks(), session)).hasSize(1);
        }
    }

    /** A second process of the coordinator: another scheduler with another pool on the same database. */
    private final class SecondProcess implements AutoCloseable {
        private final Database pool = Database.open(world.address());
        private final Scheduler second = scheduler(pool);

        private SecondProcess() {
            second.start();
        }

        TaskId submit(AppId app) {
            return ((Submission.Accepted) second.tasks().submit(app, world.request(World.IMAGE), 0, Optional.empty()))
                    .task()
                    .id();
        }

        @Override
        public void close() {
            second.close();
            pool.close();
        }
    }

    @Test
    void events_wakeThoseWhoListen() throws InterruptedException {
        AppId app = world.app("app", 1);
        TaskId task = submit(app);
        try (var ear = scheduler.taskSignals().subscribe(task)) {
            miner.login(world.desks(), 1);
            scheduler.wake();
            assertThat(ear.await(PATIENCE)).isTrue();
        }
        await().atMost(PATIENCE)
                .until(() -> scheduler.tasks().events(task, 0, 10).stream()
                        .map(TaskEvent::kind)
                        .anyMatch(TaskEvent.Kind.ASSIGNED::equals));
    }

    @Test
    void everything_goesOnByItself_afterTheDatabaseWasAway() {
        AppId app = world.app("app", 2);
        miner.login(world.desks(), 2);
        TaskId before = submit(app);
        await().atMost(PATIENCE).until(() -> state(before) == TaskState.LEASED);

        world.postgres().refuseConnections(true);
        world.postgres().cutConnections();
        world.postgres().refuseConnections(false);

        var task = new TaskId[1];
        // JobRunr's own threads may meet the outage and end by it; its server is looked after.
        await().dontCatchUncaughtExceptions()
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> {
                    task[0] = submit(app);
                    return true;
                });
        await().dontCatchUncaughtExceptions()
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> state(task[0]) == TaskState.LEASED);
        assertThat(state(before)).isEqualTo(TaskState.LEASED);
    }

    @Test
    void dashboard_answersOnLoopbackOnly() throws Exception {
        int port = scheduler.dashboardPort();
        try (var client = HttpClient.newHttpClient()) {
            var page = client.send(get("http://127.0.0.1:" + port + "/dashboard"), BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).containsIgnoringCase("jobrunr");
            var jobs = client.send(get("http://127.0.0.1:" + port + "/api/recurring-jobs"), BodyHandlers.ofString());
            assertThat(jobs.body()).contains("cuckoo-round", "cuckoo-sweep", "cuckoo-reveal");
            var version = client.send(get("http://127.0.0.1:" + port + "/api/version"), BodyHandlers.ofString());
            assertThat(version.body()).contains("\"allowAnonymousDataUsage\":false");
        }
        assertThat(isOpen(InetAddress.getByName("127.0.0.1"), port)).isTrue();
        assertThat(isOpen(InetAddress.getByName("127.0.0.2"), port)).isFalse();
        for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
            for (InetAddress address : network.inetAddresses().toList()) {
                if (!address.isLoopbackAddress()) {
                    assertThat(isOpen(address, port)).as("open on %s", address).isFalse();
                }
            }
        }
    }

    private static HttpRequest get(String uri) {
        return HttpRequest.newBuilder(URI.create(uri)).timeout(PATIENCE).build();
    }

    private static boolean isOpen(InetAddress address, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 2_000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
