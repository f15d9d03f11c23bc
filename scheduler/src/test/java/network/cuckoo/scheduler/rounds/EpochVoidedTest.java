package network.cuckoo.scheduler.rounds;

import static network.cuckoo.db.generated.Tables.ASSIGNMENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.task.TaskState;
import network.cuckoo.scheduler.leases.LeaseOffer;
import network.cuckoo.scheduler.results.ResultVerdict;
import network.cuckoo.scheduler.sessions.Session;
import network.cuckoo.scheduler.world.FakeMiner;
import network.cuckoo.scheduler.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A reorg takes an epoch away after draws were made in it. */
class EpochVoidedTest {
    private final World world = World.create();
    private final FakeMiner miner = world.miner("a", 40_000);
    private final AppId app = world.app("app", 5);

    @AfterEach
    void close() {
        world.close();
    }

    private TaskId leased() {
        TaskId task = world.submit(app);
        world.desks().round().run();
        assertThat(world.task(task).state()).isEqualTo(TaskState.LEASED);
        return task;
    }

    /** Whether each attempt's assignment is marked, in order. */
    private List<Boolean> marks(TaskId task) {
        return world.database()
                .read()
                .selectFrom(ASSIGNMENT)
                .where(ASSIGNMENT.TASK_ID.eq(task.value()))
                .orderBy(ASSIGNMENT.ATTEMPT)
                .fetch(ASSIGNMENT.EPOCH_VOIDED);
    }

    private Map<Integer, Long> epochs(TaskId task) {
        return world.database()
                .read()
                .selectFrom(ASSIGNMENT)
                .where(ASSIGNMENT.TASK_ID.eq(task.value()))
                .fetchMap(ASSIGNMENT.ATTEMPT, ASSIGNMENT.EPOCH_ID);
    }

    @Test
    void voiding_marksTheEpochsAssignments_andOnlyThose() {
        world.chain().beginEpoch();
        miner.login(world.desks(), 3);
        TaskId before = leased();
        world.chain().beginEpoch();
        TaskId within = leased();

        world.chain().reorgLastEpoch();

        assertThat(marks(before)).containsExactly(false);
        assertThat(marks(within)).containsExactly(true);
    }

    @Test
    void voiding_leavesALeasedTaskToItsMiner_andDrawsAnUnleasedOneAnew() {
        FakeMiner other = world.miner("b", 40_000);
        world.chain().beginEpoch();
        Session session = miner.login(world.desks(), 1);
        TaskId held = leased();
        LeaseOffer lease = miner.poll(world.desks(), session).getFirst();
        Session otherSession = other.login(world.desks(), 1);
        TaskId lost = leased();
        LeaseOffer otherLease = other.poll(world.desks(), otherSession).getFirst();
        world.desks().leases().fail(otherSession, otherLease.lease(), otherLease.fence(), "crashed", "");
        world.desks().sessions().logout(otherSession);

        world.chain().reorgLastEpoch();

        assertThat(world.task(lost).state()).isEqualTo(TaskState.QUEUED);
        assertThat(miner.work(world.desks(), session, lease)).isInstanceOf(ResultVerdict.Accepted.class);
        world.desks().round().run();
        assertThat(miner.poll(world.desks(), session).getFirst().task()).isEqualTo(lost);
        assertThat(marks(held)).containsExactly(true);
        assertThat(marks(lost)).containsExactly(true, false);
        assertThat(epochs(lost).get(2)).isGreaterThan(epochs(lost).get(1));
        assertThat(world.desks().draws().assignments(lost)).hasSize(2);
    }
}
