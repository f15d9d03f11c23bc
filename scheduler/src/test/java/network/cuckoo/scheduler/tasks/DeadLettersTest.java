package network.cuckoo.scheduler.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.UUID;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.task.TaskState;
import network.cuckoo.scheduler.ledger.Ledger.Balance;
import network.cuckoo.scheduler.tasks.DeadLetters.Retry;
import network.cuckoo.scheduler.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
    private final World world = World.createWithAttempts(1);
    private final DeadLetters letters = world.desks().deadLetters();

    @AfterEach
    void close() {
        world.close();
    }

    /** A task that was given up, since the only miner let the offer run out. */
    private TaskId givenUp(AppId app) {
        var miner = world.miner("a", 40_000);
        world.chain().beginEpoch();
        miner.poll(world.desks(), miner.login(world.desks(), 1));
        TaskId task = world.submit(app);
        world.desks().round().run();
        world.passDeadlines();
        world.desks().sweep().run();
        assertThat(world.task(task).state()).isEqualTo(TaskState.FAILED);
        return task;
    }

    @Test
    void list_hasWhatWasGivenUp_withTheReason_andNothingElse() {
        var app = world.app("app", 3);
        TaskId task = givenUp(app);
        world.desks().tasks().cancel(app, world.submit(app));
        world.submit(app);
        assertThat(letters.list(10, Optional.empty())).extracting(TaskView::id).containsExactly(task);
        TaskView letter = letters.list(10, Optional.empty()).getFirst();
        assertThat(letter.failure().orElseThrow().code()).isEqualTo("attempts_exhausted");
        assertThat(letter.course().losses()).isOne();
        assertThat(letters.list(10, Optional.of(task))).isEmpty();
    }

    @Test
    void retry_isANewTaskOfTheSameRequest_paidAnew_once() {
        var app = world.app("app", 1);
        TaskId task = givenUp(app);
        TaskView again = ((Retry.Retried) letters.retry(task)).task();
        assertThat(again.id()).isNotEqualTo(task);
        assertThat(again.state()).isEqualTo(TaskState.QUEUED);
        assertThat(again.request()).isEqualTo(world.task(task).request());
        assertThat(again.app()).isEqualTo(app);
        assertThat(world.desks().ledger().balance(app)).isEqualTo(new Balance(Wei.ZERO, World.PRICE));
        assertThat(world.task(again.id()).course().retryOf()).contains(task);
        assertThat(world.task(task).course().retriedBy()).contains(again.id());
        assertThat(world.task(task).state()).isEqualTo(TaskState.FAILED);
        assertThat(letters.retry(task)).isEqualTo(new Retry.AlreadyRetried(world.task(again.id())));
        assertThat(world.desks().ledger().sum()).isZero();
    }

    @Test
    void retry_isRefused_withoutCredit_andChangesNothing() {
        var app = world.app("app", 1);
        TaskId task = givenUp(app);
        world.submit(app);
        assertThat(letters.retry(task))
                .isEqualTo(new Retry.Refused(new Submission.NotEnoughCredit(Wei.ZERO, World.PRICE)));
        assertThat(world.task(task).course().retriedBy()).isEmpty();
        assertThat(world.desks().tasks().list(app, 10, Optional.empty())).hasSize(2);
    }

    @Test
    void retry_isRefused_ofWhatWasNotGivenUp() {
        var app = world.app("app", 1);
        TaskId task = world.submit(app);
        assertThat(letters.retry(task)).isEqualTo(new Retry.NotGivenUp(TaskState.QUEUED));
        assertThat(letters.retry(new TaskId(new UUID(1, 1)))).isEqualTo(new Retry.NotFound());
    }
}
