package network.cuckoo.scheduler.tasks;

import static network.cuckoo.db.generated.Tables.TASK_DEADLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Optional;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.task.TaskState;
import network.cuckoo.scheduler.ledger.Ledger.Balance;
import network.cuckoo.scheduler.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskDeadlinesTest {
    private final World world = World.create();
    private final AppId app = world.app("app", 2);

    @AfterEach
    void close() {
        world.close();
    }

    private TaskId submitWithDeadline() {
        var terms = new TaskTerms(0, Optional.of(Duration.ofMinutes(1)), Optional.empty());
        var submission = world.desks().tasks().submit(app, world.request(World.IMAGE), terms, Optional.empty());
        return ((Submission.Accepted) submission).task().id();
    }

    private void deadlinesPass() {
        world.database()
                .transactionVoid(
                        tx -> tx.execute("UPDATE task_deadline SET deadline_at = clock_timestamp() - interval '1 ms'"));
    }

    @Test
    void sweep_givesUpAQueuedTask_onlyAfterItsDeadline_andReleasesThePrice() {
        TaskId task = submitWithDeadline();
        TaskId other = world.submit(app);
        world.desks().sweep().run();
        assertThat(world.task(task).state()).isEqualTo(TaskState.QUEUED);
        deadlinesPass();
        world.desks().sweep().run();
        assertThat(world.task(task).failure().orElseThrow().code()).isEqualTo("deadline_passed");
        assertThat(world.task(other).state()).isEqualTo(TaskState.QUEUED);
        assertThat(world.desks().ledger().balance(app)).isEqualTo(new Balance(World.PRICE, World.PRICE));
        assertThat(world.desks().tasks().events(task, 0, 10).getLast().kind()).isEqualTo(TaskEvent.Kind.FAILED);
    }

    @Test
    void sweep_leavesATaskThatAMinerWasOffered_andGivesItUpWhenItIsLost() {
        var miner = world.miner("a", 40_000);
        world.chain().beginEpoch();
        miner.login(world.desks(), 1);
        TaskId task = submitWithDeadline();
        world.desks().round().run();
        deadlinesPass();
        world.desks().sweep().run();
        assertThat(world.task(task).state()).isEqualTo(TaskState.LEASED);
        world.passDeadlines();
        world.desks().sweep().run();
        assertThat(world.task(task).failure().orElseThrow().code()).isEqualTo("deadline_passed");
        assertThat(world.desks().ledger().balance(app).held()).isEqualTo(Wei.ZERO);
    }

    @Test
    void sweep_endsTheWaitForABusyMiner() {
        var miner = world.miner("a", 40_000);
        world.chain().beginEpoch();
        miner.login(world.desks(), 1);
        TaskId task = submitWithDeadline();
        world.desks().round().run();
        world.database().transactionVoid(tx -> tx.execute("UPDATE lease SET state = 'WAITING'"));
        deadlinesPass();
        world.desks().sweep().run();
        assertThat(world.task(task).failure().orElseThrow().code()).isEqualTo("deadline_passed");
        assertThat(world.desks().standings().all()).isEmpty();
    }

    @Test
    void sweep_looksNoMoreAtTasksThatAreFinished() {
        TaskId task = submitWithDeadline();
        world.desks().tasks().cancel(app, task);
        deadlinesPass();
        world.desks().sweep().run();
        assertThat(world.task(task).state()).isEqualTo(TaskState.CANCELLED);
        assertThat(world.database().read().fetchSingle(TASK_DEADLINE).getIsOver())
                .isTrue();
    }

    @Test
    void terms_refuseDeadlinesOutOfBounds() {
        for (Duration wrong :
                new Duration[] {Duration.ofMillis(999), Duration.ofDays(7).plusMillis(1)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new TaskTerms(0, Optional.of(wrong), Optional.empty()));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> TaskTerms.ofPriority(10));
        assertThat(world.task(submitWithDeadline()).course().deadlineAt()).isPresent();
        assertThat(world.task(world.submit(app)).course().deadlineAt()).isEmpty();
    }
}
