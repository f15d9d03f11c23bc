package network.cuckoo.scheduler.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import network.cuckoo.scheduler.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final World world = World.create();
    private final List<String> ran = new CopyOnWriteArrayList<>();
    private final JobServer jobs = new JobServer(
            world.database().dataSource(),
            chore -> {
                ran.add(chore + " in " + Thread.currentThread().getName());
                return "done";
            },
            0);

    @AfterEach
    void close() {
        jobs.close();
        world.close();
    }

    @Test
    void runRound_runsInline_whenNoServerIsThere() throws InterruptedException {
        assertThat(jobs.runRound()).isFalse();

        assertThat(ran).containsExactly("ROUND in " + Thread.currentThread().getName());
    }

    @Test
    void runRound_runsOnce_whenTheJobComesLate() throws InterruptedException {
        jobs.runRound();
        jobs.watch(); // runs what is enqueued, without the recurring rounds

        await().atMost(PATIENCE).until(() -> succeeded("rounds: had already run inline") || ran.size() > 1);
        assertThat(ran).containsExactly("ROUND in " + Thread.currentThread().getName());
    }

    @Test
    void runRound_runsAsAJob_whenTheServerIsThere() {
        jobs.start();

        await().atMost(PATIENCE).until(jobs::runRound);

        assertThat(ran)
                .anyMatch(run -> run.startsWith("ROUNDS in ")
                        && !run.endsWith(Thread.currentThread().getName()));
        await().atMost(PATIENCE).until(() -> succeeded("rounds: done"));
    }

    @Test
    void watch_startsAnotherServer_whenTheFirstHasStopped() {
        jobs.start();
        // The two servers' start-up tasks may meet in JobRunr's table of metadata, on threads of its own; it does
        // without.
        await().dontCatchUncaughtExceptions().atMost(PATIENCE).until(jobs::runRound);
        var first = Objects.requireNonNull(jobs.server());
        first.stop();

        jobs.watch();

        assertThat(jobs.server()).isNotSameAs(first);
        await().dontCatchUncaughtExceptions().atMost(PATIENCE).until(jobs::runRound);
    }

    private boolean succeeded(String name) {
        return world.database()
                .read()
                .fetch(
                        "SELECT jobasjson::jsonb ->> 'jobName' AS name FROM jobrunr.jobrunr_jobs WHERE state = 'SUCCEEDED'")
                .getValues("name", String.class)
                .contains(name);
    }
}
