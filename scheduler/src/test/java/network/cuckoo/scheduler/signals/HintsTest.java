package network.cuckoo.scheduler.signals;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.TaskId;
import org.junit.jupiter.api.Test;

class HintsTest {
    private static final UUID HERE = new UUID(1, 1);
    private static final UUID THERE = new UUID(2, 2);
    private static final NodeAddress NODE = NodeAddress.parse("0x" + "ab".repeat(20));

    private final LocalWaker local = new LocalWaker();
    private final Hints hints = new Hints();

    @Test
    void payload_carriesEachHintOnce_toOtherProcessesOnly() throws InterruptedException {
        var task = new TaskId(new UUID(3, 3));
        hints.workChanged();
        hints.workChanged();
        hints.taskChanged(task);
        hints.leasesChanged(NODE);
        String payload = Hints.payload(THERE, hints.take());
        assertThat(payload.split(";")).hasSize(4);
        try (var taskEar = local.tasks().subscribe(task);
                var leaseEar = local.leases().subscribe(NODE)) {
            Hints.deliver(payload, THERE, local);
            assertThat(taskEar.await(Duration.ZERO)).isFalse();

            Hints.deliver(payload, HERE, local);
            assertThat(taskEar.await(Duration.ZERO)).isTrue();
            assertThat(leaseEar.await(Duration.ZERO)).isTrue();
            assertThat(local.work().awaitAndLower(Duration.ZERO)).isTrue();
        }
    }

    @Test
    void payload_wakesEverybody_whenItWouldNotFit() throws InterruptedException {
        Set<String> many = new LinkedHashSet<>();
        for (int i = 0; i < 1_000; i++) {
            many.add("t" + new UUID(9, i));
        }
        String payload = Hints.payload(THERE, many);
        assertThat(payload.length()).isLessThan(8_000);
        try (var ear = local.leases().subscribe(NODE)) {
            Hints.deliver(payload, HERE, local);
            assertThat(ear.await(Duration.ZERO)).isTrue();
        }
    }

    @Test
    void await_keepsAHintThatCameBeforeIt_andForgetsItAfterwards() throws InterruptedException {
        try (var ear = local.leases().subscribe(NODE)) {
            local.leasesChanged(NODE);
            local.leasesChanged(NODE);
            assertThat(ear.await(Duration.ZERO)).isTrue();
            assertThat(ear.await(Duration.ZERO)).isFalse();
        }
    }
}
