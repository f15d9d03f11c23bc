package network.cuckoo.worker.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How a node ends when it is asked to. */
class DrainTest {
    private static final byte[] OUTPUT = {1, 2, 3};

    @Test
    void stop_finishesWhatRuns_takesNothingNew_andLogsOut() {
        try (var harness = new Harness().run()) {
            var lease = harness.running();

            harness.node.stop();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> lastPoll(harness).get("draining").booleanValue());
            var late = harness.coordinator.offer(Offers.apple());
            assertThat(harness.failure(late)).isEqualTo("node-draining");
            harness.inference.of(lease).finish(OUTPUT);

            assertThat(harness.outcome()).isEqualTo(new MinerOutcome.Drained());
            assertThat(harness.coordinator.hasAccepted(lease)).isTrue();
            assertThat(harness.inference.begun()).hasSize(1);
            assertThat(harness.coordinator.requests("logout")).hasSize(1);
            assertThat(harness.node.awaitEnd(Duration.ZERO)).isTrue();
        }
    }

    @Test
    void stop_endsSoon_whenNothingRuns() {
        try (var harness = new Harness().run()) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !harness.coordinator.requests("poll").isEmpty());

            harness.node.stop();

            assertThat(harness.outcome()).isEqualTo(new MinerOutcome.Drained());
            assertThat(harness.coordinator.requests("logout")).hasSize(1);
        }
    }

    @Test
    void stop_endsSoon_whenTheNodeNeverGotIn() {
        try (var harness = new Harness()) {
            harness.coordinator.crash();
            harness.run();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> harness.node.status().problem().isPresent());

            harness.node.stop();

            assertThat(harness.outcome()).isEqualTo(new MinerOutcome.Drained());
        }
    }

    @Test
    void leases_areGivenBack_whenTheDrainLimitIsOver() {
        try (var harness = new Harness(Duration.ofMillis(100)).run()) {
            var lease = harness.running();

            harness.node.stop();

            assertThat(harness.failure(lease)).isEqualTo("node-stopping");
            assertThat(harness.outcome()).isEqualTo(new MinerOutcome.Abandoned(1));
        }
    }

    @Test
    void secondStop_endsAtOnce() {
        try (var harness = new Harness().run()) {
            harness.running();

            harness.node.stop();
            harness.node.stop();

            assertThat(harness.outcome()).isEqualTo(new MinerOutcome.Abandoned(1));
        }
    }

    @Test
    void close_endsTheInference() {
        var harness = new Harness().run();
        harness.running();

        harness.close();

        assertThat(harness.inference.isClosed()).isTrue();
        assertThat(harness.outcome()).isInstanceOf(MinerOutcome.Abandoned.class);
    }

    private static JsonNode lastPoll(Harness harness) {
        return harness.coordinator.requests("poll").getLast().body();
    }
}
