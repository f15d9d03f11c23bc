package network.cuckoo.scheduler.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.task.TaskRequest;
import network.cuckoo.domain.task.TaskState;
import network.cuckoo.domain.task.TextToImageInput;
import network.cuckoo.scheduler.ledger.Ledger.Balance;
import network.cuckoo.scheduler.world.FakeMiner;
import network.cuckoo.scheduler.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskDeskTest {
    private final World world = World.create();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void submit_holdsThePriceAndStoresTheTask_inOneTransaction() {
        var app = world.app("app", 2);

        var task = world.submit(app);

        assertThat(world.task(task).state()).isEqualTo(TaskState.QUEUED);
        assertThat(world.desks().ledger().balance(app)).isEqualTo(new Balance(World.PRICE, World.PRICE));
        assertThat(world.desks().tasks().events(task, 0, 10))
                .extracting(TaskEvent::kind)
                .containsExactly(TaskEvent.Kind.QUEUED);
    }

    @Test
    void submitAndCancel_wakeTheRound_whoWaitsForTheTask_andItsMiner() throws InterruptedException {
        FakeMiner miner = world.miner("a", 20_000);
        world.chain().beginEpoch();
        miner.login(world.desks(), 1);
        var app = world.app("app", 1);
        world.waker().work().awaitAndLower(Duration.ZERO);

        var task = world.submit(app);
        assertThat(world.waker().work().awaitAndLower(Duration.ZERO)).isTrue();

        world.desks().round().run();
        try (var tasks = world.waker().tasks().subscribe(task);
                var leases = world.waker().leases().subscribe(miner.node())) {
            world.desks().tasks().cancel(app, task);
            assertThat(tasks.await(Duration.ZERO)).isTrue();
            assertThat(leases.await(Duration.ZERO)).isTrue();
        }
        assertThat(world.waker().work().awaitAndLower(Duration.ZERO)).isTrue();
    }

    @Test
    void cancel_comesTooLate_onceTheTaskIsDone() {
        FakeMiner miner = world.miner("a", 20_000);
        world.chain().beginEpoch();
        var session = miner.login(world.desks(), 1);
        var app = world.app("app", 1);
        var task = world.submit(app);
        world.desks().round().run();
        miner.work(world.desks(), session, miner.poll(world.desks(), session).getFirst());

        assertThat(world.desks().tasks().cancel(app, task))
                .isEqualTo(new Cancellation.AlreadyFinished(world.task(task)));
        assertThat(world.desks().ledger().balance(app)).isEqualTo(new Balance(Wei.ZERO, Wei.ZERO));
    }

    @Test
    void find_showsATaskToItsOwnAppOnly() {
        var app = world.app("app", 1);
        var task = world.submit(app);

        assertThat(world.desks().tasks().find(app, task)).hasValue(world.task(task));
        assertThat(world.desks().tasks().find(world.app("other", 0), task)).isEmpty();
    }

    @Test
    void submit_changesNothing_whenTheAppCannotPay() {
        var app = world.app("app", 0);
        world.desks().ledger().credit(app, new Wei(World.PRICE.value().subtract(BigInteger.ONE)), "almost");

        var submission = world.desks().tasks().submit(app, world.request(World.IMAGE), 0, Optional.empty());

        assertThat(submission).isInstanceOf(Submission.NotEnoughCredit.class);
        assertThat(world.desks().tasks().list(app, 10, Optional.empty())).isEmpty();
        assertThat(world.desks().ledger().balance(app).held()).isEqualTo(Wei.ZERO);
    }

    @Test
    void submit_changesNothing_whenTheTextHasMoreTokensThanTheModelTakes() {
        var app = world.app("app", 2);
        TaskRequest good = world.request(World.IMAGE);
        String most = "a ".repeat(World.MAX_TOKENS).strip();

        var refused = world.desks().tasks().submit(app, saying(good, most + " b"), 0, Optional.of("key"));

        assertThat(refused).isEqualTo(new Submission.TextTooLong(World.IMAGE, World.MAX_TOKENS + 1, World.MAX_TOKENS));
        assertThat(world.desks().tasks().list(app, 10, Optional.empty())).isEmpty();
        assertThat(world.desks().ledger().balance(app).held()).isEqualTo(Wei.ZERO);
        assertThat(world.desks().tasks().submit(app, saying(good, most), 0, Optional.of("key")))
                .isInstanceOf(Submission.Accepted.class);
    }

    @Test
    void submit_changesNothing_whenTheModelKnowsNothingOfTheText() {
        var app = world.app("app", 2);

        var refused =
                world.desks().tasks().submit(app, saying(world.request(World.IMAGE), "ᚠᚢ 🦄"), 0, Optional.empty());

        assertThat(refused).isEqualTo(new Submission.TextUnknown(World.IMAGE));
        assertThat(world.desks().tasks().list(app, 10, Optional.empty())).isEmpty();
        assertThat(world.desks().ledger().balance(app).held()).isEqualTo(Wei.ZERO);
    }

    private static TaskRequest saying(TaskRequest request, String prompt) {
        var input = new TextToImageInput(prompt, 1, 20, 3_000);
        return new TaskRequest(request.model(), request.modelHash(), input, request.nonce(), true);
    }

    @Test
    void submit_refusesAModelThatIsNotOnOffer_andAnotherBundle() {
        var app = world.app("app", 1);
        TaskRequest good = world.request(World.IMAGE);
        var unknown = new TaskRequest(new ModelId("other"), good.modelHash(), good.input(), good.nonce(), true);
        var otherBundle = new TaskRequest(World.IMAGE, good.nonce(), good.input(), good.nonce(), true);

        assertThat(world.desks().tasks().submit(app, unknown, 0, Optional.empty()))
                .isInstanceOf(Submission.UnknownModel.class);
        assertThat(world.desks().tasks().submit(app, otherBundle, 0, Optional.empty()))
                .isInstanceOf(Submission.UnknownModel.class);
    }

    @Test
    void submit_givesTheSameTask_underTheSameKey_andConflictsOnAnotherRequest() {
        var app = world.app("app", 3);
        TaskRequest request = world.request(World.IMAGE);
        var first = (Submission.Accepted) world.desks().tasks().submit(app, request, 0, Optional.of("key"));

        var again = world.desks().tasks().submit(app, request, 0, Optional.of("key"));
        var other = world.desks().tasks().submit(app, world.request(World.IMAGE), 0, Optional.of("key"));

        assertThat(again).isEqualTo(new Submission.AlreadyAccepted(first.task()));
        assertThat(other).isInstanceOf(Submission.IdempotencyConflict.class);
        assertThat(world.desks().ledger().balance(app).held()).isEqualTo(World.PRICE);
    }

    @Test
    void submit_givesTheSameTask_whenOnlyTheCoordinatorsNonceDiffers() {
        var app = world.app("app", 3);
        TaskRequest one = world.request(World.IMAGE);
        TaskRequest two = world.request(World.IMAGE);
        var first = new TaskRequest(one.model(), one.modelHash(), one.input(), one.nonce(), false);
        var second = new TaskRequest(one.model(), one.modelHash(), one.input(), two.nonce(), false);
        world.desks().tasks().submit(app, first, 0, Optional.of("key"));

        assertThat(world.desks().tasks().submit(app, second, 0, Optional.of("key")))
                .isInstanceOf(Submission.AlreadyAccepted.class);
    }

    @Test
    void cancel_releasesThePrice_onceAndOnlyForItsApp() {
        var app = world.app("app", 1);
        var stranger = world.app("stranger", 0);
        var task = world.submit(app);

        assertThat(world.desks().tasks().cancel(stranger, task)).isInstanceOf(Cancellation.NotFound.class);
        assertThat(world.desks().tasks().cancel(app, task)).isInstanceOf(Cancellation.Cancelled.class);
        assertThat(world.desks().tasks().cancel(app, task)).isInstanceOf(Cancellation.Cancelled.class);

        assertThat(world.desks().ledger().balance(app)).isEqualTo(new Balance(World.PRICE, Wei.ZERO));
        assertThat(world.task(task).state()).isEqualTo(TaskState.CANCELLED);
        assertThat(world.desks().tasks().events(task, 0, 10))
                .extracting(TaskEvent::kind)
                .containsExactly(TaskEvent.Kind.QUEUED, TaskEvent.Kind.CANCELLED);
        assertThat(world.desks().ledger().sum()).isZero();
    }

    @Test
    void list_givesNewestFirst_andGoesOnBefore() {
        var app = world.app("app", 3);
        var one = world.submit(app);
        var two = world.submit(app);
        var three = world.submit(app);

        assertThat(world.desks().tasks().list(app, 2, Optional.empty()))
                .extracting(TaskView::id)
                .containsExactly(three, two);
        assertThat(world.desks().tasks().list(app, 2, Optional.of(two)))
                .extracting(TaskView::id)
                .containsExactly(one);
    }
}
