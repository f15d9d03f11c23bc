package network.cuckoo.worker.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import network.cuckoo.domain.Wei;
import network.cuckoo.worker.inference.TextEmbeddingRequest;
import network.cuckoo.worker.inference.TextToImageRequest;
import network.cuckoo.worker.node.FakeHttp.Fault;
import network.cuckoo.worker.node.FakeHttp.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The node's way through offers, results and faults, against a coordinator that checks what it is told. */
class MinerNodeTest {
    private static final byte[] OUTPUT = {1, 2, 3};
    private static final Fault UNAVAILABLE = new Fault.Refusal(503, "database-unavailable");
    private static final Fault LOST = new Fault.LostAnswer();

    private Harness harness = new Harness();

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void task_isRunSignedAndHandedIn() {
        harness.run();
        var lease = harness.running();
        var run = harness.inference.of(lease);
        run.progress().completed(1, 5);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !harness.coordinator.requests("progress").isEmpty());
        run.finish(OUTPUT);
        harness.awaitAccepted(lease);

        assertThat(run.request()).isEqualTo(new TextToImageRequest("a red apple", 1, Offers.STEPS, 3.0));
        assertThat(harness.coordinator.requests("start")).hasSize(1);
        Request result = harness.coordinator.requests("result").getFirst();
        assertThat(result.body().get("mediaType").textValue()).isEqualTo("image/png");
        assertThat(result.body().get("gpuMillis").longValue()).isEqualTo(7);
        var status = harness.node.status();
        assertThat(status.signedIn()).isTrue();
        assertThat(status.done()).isEqualTo(1);
        assertThat(status.earned()).contains(new Wei(BigInteger.valueOf(1_000)));
        assertThat(status.problem()).isEmpty();
    }

    @Test
    void login_isTriedOn_untilTheChainKnowsTheMiner() {
        harness.coordinator.fail(
                "login", new Fault.Refusal(403, "not-registered"), new Fault.Refusal(403, "stake-too-low"), LOST);
        harness.run();

        var lease = harness.running();

        assertThat(harness.coordinator.requests("login")).hasSize(4);
        assertThat(harness.coordinator
                        .requests("login")
                        .getLast()
                        .body()
                        .get("models")
                        .toString())
                .contains("{\"model\":\"emoji\",\"modelHash\":\"" + FakeInference.EMOJI_HASH + "\",\"places\":2}");
        assertThat(harness.inference.isRunning(lease)).isTrue();
    }

    @Test
    void lostPollReply_losesNothing() {
        harness.coordinator.fail(
                "poll", LOST, UNAVAILABLE, new Fault.Page(502), new Fault.Page(200), new Fault.Page(404), LOST);
        harness.run();

        var lease = harness.running();
        harness.inference.of(lease).finish(OUTPUT);

        harness.awaitAccepted(lease);
        assertThat(harness.inference.begun()).hasSize(1);
    }

    @Test
    void result_isTheSameToTheLastBit_howeverOftenItIsSent() {
        harness.coordinator.fail("start", UNAVAILABLE, LOST);
        harness.coordinator.fail("result", UNAVAILABLE, new Fault.Page(504), new Fault.Page(200), LOST);
        harness.run();
        var lease = harness.running();
        harness.inference.of(lease).finish(OUTPUT);
        harness.awaitAccepted(lease);

        assertThat(harness.coordinator.requests("start")).hasSize(3);
        var results = harness.coordinator.requests("result");
        assertThat(results).hasSize(5);
        assertThat(results.stream().map(Request::body).distinct()).hasSize(1);
        assertThat(harness.node.status().done()).isEqualTo(1);
    }

    @Test
    void result_isAskedForOnceMore_whenItsAnswerWasLostAndTheLeaseIsGone() {
        harness.close();
        var never = Duration.ofDays(1);
        harness = new Harness(Duration.ofSeconds(20), new RetryTimes(never, never)).run();
        var lease = harness.running();
        harness.coordinator.fail("result", LOST);
        harness.inference.of(lease).finish(OUTPUT);

        await().atMost(Duration.ofSeconds(60)).until(() -> harness.node.status().done() == 1);

        assertThat(harness.coordinator.requests("result")).hasSize(2);
        assertThat(harness.node.status().lost()).isZero();
    }

    @Test
    void text_isGivenToItsModel() {
        harness.run();
        var lease = harness.coordinator.offer(Offers.text("a red apple"));
        await().atMost(Duration.ofSeconds(60)).until(() -> harness.inference.isRunning(lease));

        assertThat(harness.inference.of(lease).request()).isEqualTo(new TextEmbeddingRequest("a red apple"));
    }

    @Test
    void result_reachesACoordinatorThatWasKilledAndCameBack() {
        harness.run();
        var lease = harness.running();
        int port = harness.coordinator.crash();
        harness.inference.of(lease).finish(OUTPUT);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> harness.node.status().running().getFirst().stage() == LeaseStage.SUBMITTING);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> harness.node.status().problem().isPresent());

        harness.coordinator.start(port);

        harness.awaitAccepted(lease);
        assertThat(harness.inference.begun()).hasSize(1);
        assertThat(harness.coordinator.requests("login")).hasSize(1);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> harness.node.status().problem().isEmpty());
    }

    @Test
    void coordinator_isReachedAtItsNextAddress_whenOneIsDead() {
        harness.close();
        var dead = new FakeCoordinator(Harness.KEY.nodeAddress());
        URI deadAddress = dead.address();
        dead.close();
        harness = new Harness(Duration.ofSeconds(20), deadAddress).run();

        harness.running();

        assertThat(harness.node.status().coordinator()).isEqualTo(harness.coordinator.address());
    }

    @Test
    void offer_isRunOnce_howeverOftenItComes() {
        harness.coordinator.repeatKnownLeases();
        harness.run();
        var lease = harness.running();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> harness.coordinator.requests("poll").size() > 3);
        harness.inference.of(lease).finish(OUTPUT);
        harness.awaitAccepted(lease);

        assertThat(harness.inference.begun()).hasSize(1);
        assertThat(harness.coordinator.requests("start")).hasSize(1);
    }

    @Test
    void offers_beyondThePlaces_areLeftAlone_soThatWaitingResultsAreBounded() {
        harness.run();
        harness.coordinator.fail("result", UNAVAILABLE);
        harness.running();
        harness.running();
        harness.coordinator.offer(Offers.apple());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> harness.coordinator.requests("poll").size() > 3);

        assertThat(harness.inference.begun()).hasSize(Harness.EMOJI_PLACES);
        assertThat(harness.node.status().running()).hasSize(Harness.EMOJI_PLACES);
    }

    @Test
    void run_isCancelled_whenTheLeaseIsGone() {
        harness.run();
        var lease = harness.running();

        harness.coordinator.end(lease);

        await().atMost(Duration.ofSeconds(60)).until(() -> harness.node.status().lost() == 1);
        assertThat(harness.inference.cancelled()).hasSize(1);
        assertThat(harness.coordinator.requests("fail")).isEmpty();
        assertThat(harness.coordinator.requests("result")).isEmpty();
    }

    @Test
    void run_isCancelled_whenItsProgressIsRefused() {
        harness.run();
        var lease = harness.running();
        harness.coordinator.fail("progress", new Fault.Refusal(409, "wrong-fence"));

        harness.inference.of(lease).progress().completed(1, 5);

        await().atMost(Duration.ofSeconds(60)).until(() -> harness.node.status().lost() == 1);
        assertThat(harness.inference.cancelled()).hasSize(1);
    }

    @Test
    void result_countsAsLost_whenTheLeaseEndedBefore() {
        harness.run();
        var lease = harness.running();
        harness.coordinator.fail("result", new Fault.Refusal(409, "lease-ended"));

        harness.inference.of(lease).finish(OUTPUT);

        await().atMost(Duration.ofSeconds(60)).until(() -> harness.node.status().lost() == 1);
        assertThat(harness.coordinator.requests("result")).hasSize(1);
    }

    @Test
    void earned_staysEmpty_whenNothingWasDone() {
        assertThat(harness.node.status().earned()).isEqualTo(Optional.empty());
        assertThat(harness.node.status().signedIn()).isFalse();
    }
}
