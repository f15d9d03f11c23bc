package network.cuckoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator, a miner and an app see of dead letters, standings and waiting tasks, by the command line. */
class QualityCommandsTest {
    private static final String TASK = "01a2249e-1c0a-7483-9147-254c8a6eef14";
    private static final String AGAIN = "01a2249e-1c29-71fe-bd91-54221fdb0209";
    private static final String NODE = "0x919efd0d26782dd998c3c06ebfb07575f03c4f6f";
    private static final String STANDING =
            "{\"suspended\":true,\"suspendedUntil\":\"2026-01-01T00:00:00Z\",\"text\":\"Suspended until 2026.\",\"score\":4.5,\"suspendAbove\":9,\"refused\":1,\"failed\":2,\"timedOut\":3}";
    private static final String MINER = "{\"node\":\"" + NODE
            + "\",\"share\":0.25,\"state\":\"online\",\"weightWei\":\"1000000000000000000\",\"earnedWei\":\"0\",\"working\":1,\"done\":7,\"standing\":"
            + STANDING + "}";

    private final CannedCoordinator coordinator = new CannedCoordinator();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        coordinator.close();
    }

    private Shell.Run cuckoo(String line) {
        Path secret = folder.resolve("secret");
        try {
            Files.writeString(secret, "a secret");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Shell.Run run = new Shell(folder)
                .cuckoo(line + " --url " + coordinator.url() + " --admin-url " + coordinator.url() + " --api-key-file "
                        + secret + " --admin-password-file " + secret);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    @Test
    void deadLetters_areListed_withTheReasonAndTheirRetry() {
        coordinator.answers(
                "GET /admin/dead-letters?limit=5&before=" + AGAIN,
                "{\"deadLetters\":[{\"id\":\"" + TASK
                        + "\",\"model\":\"emoji\",\"code\":\"input_rejected\",\"detail\":\"too long\",\"finishedAt\":\"2026\",\"retriedBy\":\""
                        + AGAIN + "\"}]}");
        Shell.Run run = cuckoo("dead-letter list --limit 5 --before " + AGAIN);
        assertThat(run.out()).contains(TASK, "input_rejected", "too long", "put back as task " + AGAIN);
    }

    @Test
    void retry_namesTheNewTask() {
        String path = "POST /admin/dead-letters/" + TASK + "/retry";
        coordinator.answers(
                path,
                "{\"id\":\"" + AGAIN + "\",\"retryOf\":\"" + TASK
                        + "\",\"state\":\"QUEUED\",\"priceWei\":\"500000000000000000\"}");
        assertThat(cuckoo("dead-letter retry " + TASK).out()).contains("task " + AGAIN, "QUEUED", "0.5 CAI");
        assertThat(cuckoo("dead-letter retry --json " + TASK).json().path("id").asText())
                .isEqualTo(AGAIN);
        assertThat(coordinator.requests()).containsExactly(path, path);
    }

    @Test
    void miner_showsItsStandingAndWhyItWasPassedOver() {
        coordinator.answers(
                "GET /v1/miners/" + NODE,
                "{\"miner\":" + MINER
                        + ",\"draws\":{\"lookedAt\":1000,\"won\":12,\"skips\":[{\"reason\":\"OFFLINE\",\"count\":3,\"text\":\"It was silent.\"}]}}");
        coordinator.answers("GET /v1/miners", "{\"miners\":[" + MINER + "]}");
        assertThat(cuckoo("miners show " + NODE).out())
                .contains(
                        "25.0 %",
                        "suspended until 2026-01-01T00:00:00Z",
                        "Score 4.5, suspends above 9; refused 1, failed 2, timed out 3",
                        "last 1000 draws: won 12",
                        "passed over 3 times (OFFLINE): It was silent.");
        assertThat(cuckoo("miners list").out()).contains(NODE, "7 done").doesNotContain("draws");
    }

    @Test
    void lift_saysHowTheMinerStandsThen() {
        coordinator.answers(
                "POST /admin/standings/" + NODE + "/lift",
                "{\"node\":\"" + NODE + "\",\"standing\":{\"text\":\"In good standing.\"}}");
        assertThat(cuckoo("miners lift " + NODE).out()).contains(NODE + ": In good standing.");
    }

    @Test
    void task_saysWhyItWaits_whatItLost_andWhenItIsGivenUp() {
        String task = "{\"id\":\"" + TASK
                + "\",\"state\":\"%s\",\"model\":\"emoji\",\"priceWei\":\"1\",\"losses\":2,\"waitingReason\":\"ALL_BUSY\",\"waitingText\":\"All are busy.\",\"deadlineAt\":\"2026-01-01T00:00:00Z\",\"retryOf\":\""
                + AGAIN + "\"}";
        coordinator.answers("GET /v1/tasks/" + TASK, task.formatted("QUEUED"));
        coordinator.answers("POST /v1/tasks/" + TASK + "/cancel", task.formatted("CANCELLED"));
        assertThat(cuckoo("task show " + TASK).out())
                .contains(
                        "waits: ALL_BUSY",
                        "that means: All are busy.",
                        "leases lost: 2",
                        "at: 2026-01-01T00:00:00Z",
                        "repeats task: " + AGAIN);
        assertThat(cuckoo("task cancel " + TASK).out()).contains("CANCELLED");
    }
}
