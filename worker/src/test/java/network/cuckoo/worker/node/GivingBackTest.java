package network.cuckoo.worker.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.ModelId;
import network.cuckoo.worker.inference.InferenceException;
import network.cuckoo.worker.node.FakeHttp.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the node gives back instead of a result, and under which code. */
class GivingBackTest {
    private static final byte[] OUTPUT = {1, 2, 3};

    private final Harness harness = new Harness();

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void refusedResult_isGivenBack_soThatItDoesNotComeAgain() {
        harness.run();
        var lease = harness.running();
        harness.coordinator.fail("result", new Fault.Refusal(413, "output-too-large"));
        harness.inference.of(lease).finish(OUTPUT);

        assertThat(harness.failure(lease)).isEqualTo("refused-by-coordinator");
        assertThat(harness.coordinator.requests("result")).hasSize(1);
        await().atMost(Duration.ofSeconds(60)).until(() -> harness.node.status().failed() == 1);
    }

    @Test
    void offer_forOtherWeights_isRefused() {
        harness.run();
        var otherWeights = Hash32.parse("0x" + "ff".repeat(32));
        refused("model-hash-mismatch", Offers.image(FakeInference.EMOJI, otherWeights, "a red apple"));
    }

    @Test
    void offer_ofAnUnknownModel_isRefused() {
        harness.run();
        refused("model-not-served", Offers.image(new ModelId("other"), FakeInference.EMOJI_HASH, "a red apple"));
    }

    @Test
    void offer_whoseInputWasChanged_isRefused() {
        harness.run();
        refused("request-hash-mismatch", Offers.image(FakeInference.EMOJI, FakeInference.EMOJI_HASH, "a green apple"));
    }

    @Test
    void offer_withAnInputBeyondTheLimits_isRefused() {
        harness.run();
        refused("input-rejected", Offers.image(FakeInference.EMOJI, FakeInference.EMOJI_HASH, "a".repeat(401)));
        refused("input-rejected", Offers.image(FakeInference.MINILM, FakeInference.MINILM_HASH, "a red apple"));
    }

    @Test
    void outputBeyondTheLimit_isNotSent() {
        harness.run();
        var lease = harness.running();
        harness.inference.of(lease).finish(new byte[1_001]);

        assertThat(harness.failure(lease)).isEqualTo("output-too-large");
        assertThat(harness.coordinator.requests("result")).isEmpty();
    }

    @Test
    void crashedRun_isGivenBack_andTheNextOneRuns() {
        harness.run();
        var lease = harness.running();
        harness.inference.of(lease).fail(InferenceException.Code.CHILD_DIED);
        assertThat(harness.failure(lease)).isEqualTo("inference-crashed");

        var next = harness.running();
        harness.inference.of(next).finish(OUTPUT);

        harness.awaitAccepted(next);
        assertThat(harness.node.status().failed()).isEqualTo(1);
    }

    @Test
    void node_stops_whenModelsCanBeRunNoMore() {
        harness.run();
        var lease = harness.running();
        harness.inference.of(lease).fail(InferenceException.Code.START_FAILED);

        assertThat(harness.failure(lease)).isEqualTo("inference-unavailable");
        assertThat(harness.outcome())
                .isInstanceOfSatisfying(
                        MinerOutcome.Stopped.class,
                        stopped -> assertThat(stopped.code()).isEqualTo("inference-unavailable"));
        assertThat(harness.coordinator.requests("logout")).hasSize(1);
    }

    private void refused(String code, ObjectNode offer) {
        var lease = harness.coordinator.offer(offer);

        assertThat(harness.failure(lease)).isEqualTo(code);
        assertThat(harness.inference.begun()).isEmpty();
        assertThat(harness.coordinator.requests("start")).isEmpty();
    }
}
