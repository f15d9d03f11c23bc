package network.cuckoo.scheduler.tasks;

import static network.cuckoo.db.generated.Tables.TASK_QUEUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.task.TaskState;
import network.cuckoo.scheduler.world.FakeMiner;
import network.cuckoo.scheduler.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskStoreTest {
    private final World world = World.create();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void queue_hasATaskForAsLongAsItIsQueued() {
        assertThat(queued()).isEmpty();
        var app = world.app("app", 1);
        TaskId task = world.submit(app);
        assertThat(queued()).containsExactly(task.value());
        world.desks().tasks().cancel(app, task);
        assertThat(queued()).isEmpty();
    }

    private List<UUID> queued() {
        return world.database().read().fetchValues(TASK_QUEUE.TASK_ID);
    }

    @Test
    void changes_refuseARowThatWasReadBeforeSomebodyElseChangedIt() {
        FakeMiner miner = world.miner("a", 20_000);
        world.chain().beginEpoch();
        var session = miner.login(world.desks(), 1);
        TaskId task = world.submit(world.app("app", 1));
        TaskRow queued = row(task);
        world.desks().round().run();
        TaskRow leased = row(task);

        assertThatIllegalStateException()
                .isThrownBy(() -> world.database()
                        .transactionVoid(tx -> TaskStore.finish(tx, queued, TaskState.CANCELLED, null, null)))
                .withMessageContaining("is no longer QUEUED");
        miner.work(world.desks(), session, miner.poll(world.desks(), session).getFirst());
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> world.database().transactionVoid(tx -> TaskStore.requeue(tx, leased, Optional.empty())))
                .withMessageContaining("is no longer LEASED");
    }

    private TaskRow row(TaskId task) {
        return world.database().transaction(tx -> TaskStore.lock(tx, task).orElseThrow());
    }
}
