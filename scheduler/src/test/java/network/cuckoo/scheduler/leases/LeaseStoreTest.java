package network.cuckoo.scheduler.leases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.List;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.task.LeaseEnd;
import network.cuckoo.domain.task.LeaseState;
import network.cuckoo.scheduler.sessions.Session;
import network.cuckoo.scheduler.world.FakeMiner;
import network.cuckoo.scheduler.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeaseStoreTest {
    private static final Duration GAP = Duration.ofSeconds(5);

    private final World world = World.create();
    private final FakeMiner miner = world.miner("a", 40_000);
    private Session session;
    private TaskId task;
    private LeaseId lease;

    @BeforeEach
    void lease() {
        world.chain().beginEpoch();
        session = miner.login(world.desks(), 2);
        task = world.submit(world.app("app", 2));
        world.desks().round().run();
        lease = miner.poll(world.desks(), session).getFirst().lease();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private LeaseRow row() {
        return LeaseStore.find(world.database().read(), lease).orElseThrow();
    }

    @Test
    void end_raisesTheFence_andRefusesWhoHoldsTheOlder() {
        LeaseRow was = row();
        world.database().transactionVoid(tx -> LeaseStore.end(tx, was, LeaseEnd.REFUSED, "busy"));

        assertThat(row().state()).isEqualTo(LeaseState.ENDED);
        assertThat(row().end()).hasValue(LeaseEnd.REFUSED);
        assertThat(row().fence().value()).isEqualTo(was.fence().value() + 1);
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        world.database().transactionVoid(tx -> LeaseStore.end(tx, was, LeaseEnd.REFUSED, "again")))
                .withMessageContaining("no longer has fence 1");
    }

    @Test
    void end_refusesAnEndThatDoesNotFitTheState() {
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> world.database().transactionVoid(tx -> LeaseStore.end(tx, row(), LeaseEnd.TIMED_OUT, "")))
                .withMessageContaining("is OFFERED and can't end TIMED_OUT");
    }

    @Test
    void start_happensOnce() {
        LeaseRow was = row();
        world.database()
                .transactionVoid(tx ->
                        LeaseStore.startAll(tx, List.of(new LeaseStore.Starting(was.id(), Duration.ofSeconds(30)))));

        assertThat(row().state()).isEqualTo(LeaseState.STARTED);
        assertThatIllegalStateException()
                .isThrownBy(() -> world.database()
                        .transactionVoid(tx -> LeaseStore.startAll(
                                tx, List.of(new LeaseStore.Starting(was.id(), Duration.ofSeconds(30))))))
                .withMessageContaining("1 rows were to be written, not 0");
    }

    @Test
    void overdue_isOnlyWhatIsLiveAndLate_whileSomebodyIsThereToServe() {
        assertThat(overdue()).isEmpty();
        assertThat(lockedOverdue()).isFalse();

        world.passDeadlines();
        assertThat(overdue()).containsExactly(task);
        assertThat(lockedOverdue()).isTrue();

        world.database()
                .transactionVoid(tx -> tx.execute(
                        "UPDATE coordinator_process SET heartbeat_at = clock_timestamp() - interval '6 seconds'"));
        assertThat(lockedOverdue()).as("nobody was there").isFalse();

        world.database().transactionVoid(tx -> LeaseStore.end(tx, row(), LeaseEnd.NOT_PICKED_UP, ""));
        assertThat(overdue()).isEmpty();
    }

    private List<TaskId> overdue() {
        return LeaseStore.overdueTasks(world.database().read(), 10);
    }

    private boolean lockedOverdue() {
        return world.database()
                .transaction(tx -> LeaseStore.lockOverdueOf(tx, task, GAP).isPresent());
    }

    @Test
    void extendAll_movesLiveDeadlinesOnly_andCountsThem() {
        world.passDeadlines();
        int extended = world.database().transaction(tx -> LeaseStore.extendAll(tx, Duration.ofMinutes(1)));

        assertThat(extended).isOne();
        assertThat(overdue()).isEmpty();
        world.database().transactionVoid(tx -> LeaseStore.end(tx, row(), LeaseEnd.REFUSED, ""));
        assertThat(world.database().<Integer>transaction(tx -> LeaseStore.extendAll(tx, Duration.ofMinutes(1))))
                .isZero();
    }

    @Test
    void tasksOf_namesTheSessionsLiveLeases() {
        assertThat(LeaseStore.tasksOf(world.database().read(), session.id())).containsExactly(task);
        world.database().transactionVoid(tx -> LeaseStore.end(tx, row(), LeaseEnd.REFUSED, ""));
        assertThat(LeaseStore.tasksOf(world.database().read(), session.id())).isEmpty();
    }

    @Test
    void lock_saysWhenThereIsNoSuchLease() {
        assertThatIllegalStateException()
                .isThrownBy(() -> world.database().transaction(tx -> LeaseStore.lock(tx, new LeaseId(task.value()))))
                .withMessageContaining("is not there");
    }

    @Test
    void reply_isEmpty_onlyWithoutNewsOfEitherKind() {
        var offer = miner.poll(world.desks(), session).getFirst();
        assertThat(new PollReply(List.of(), List.of()).isEmpty()).isTrue();
        assertThat(new PollReply(List.of(offer), List.of()).isEmpty()).isFalse();
        assertThat(new PollReply(List.of(), List.of(lease)).isEmpty()).isFalse();
    }
}
