package network.cuckoo.worker.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When the node logs in anew, and when it stops instead. */
class SessionRenewalTest {
    private static final byte[] OUTPUT = {1, 2, 3};

    private final Harness harness = new Harness();

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void expiredSession_isRenewed_andTheResultStillArrives() {
        harness.run();
        var lease = harness.running();
        harness.coordinator.forgetToken();
        harness.inference.of(lease).finish(OUTPUT);

        harness.awaitAccepted(lease);

        assertThat(harness.coordinator.requests("login")).hasSize(2);
    }

    @Test
    void node_stops_whenAnotherOneLogsInWithItsKey() {
        harness.run();
        harness.running();

        harness.coordinator.supersede();

        assertThat(harness.outcome()).isInstanceOfSatisfying(MinerOutcome.Stopped.class, stopped -> {
            assertThat(stopped.code()).isEqualTo("session-superseded");
            assertThat(stopped.message()).contains(Harness.KEY.address().hex(), "another node");
        });
        assertThat(harness.coordinator.requests("login")).hasSize(1);
    }

    @Test
    void session_endedByTime_isRenewed_evenIfCalledSuperseded() {
        harness.coordinator.sessionLife(Duration.ofSeconds(1));
        harness.run();
        var lease = harness.running();

        harness.coordinator.supersede();

        await().atMost(Duration.ofSeconds(60))
                .until(() -> harness.coordinator.requests("login").size() > 1);
        harness.inference.of(lease).finish(OUTPUT);
        harness.awaitAccepted(lease);
    }

    @Test
    void session_isRenewedInTime_whileTheNodeIsIdle() {
        harness.coordinator.sessionLife(Duration.ofMillis(100));
        harness.run();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> harness.coordinator.requests("login").size() > 1);

        harness.coordinator.sessionLife(Duration.ofDays(1));
        var lease = harness.running();
        harness.inference.of(lease).finish(OUTPUT);

        harness.awaitAccepted(lease);
    }

    @Test
    void node_stops_atACoordinatorOfAnotherChain() {
        harness.coordinator.claimChain(1);
        harness.run();

        assertThat(harness.outcome())
                .isInstanceOfSatisfying(
                        MinerOutcome.Stopped.class,
                        stopped -> assertThat(stopped.code()).isEqualTo("wrong-coordinator"));
        assertThat(harness.coordinator.requests("poll")).isEmpty();
    }
}
