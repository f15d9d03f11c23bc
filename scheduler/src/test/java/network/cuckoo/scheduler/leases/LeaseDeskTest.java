package network.cuckoo.scheduler.leases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.Fence;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.task.LeaseEnd;
import network.cuckoo.domain.task.TaskState;
import network.cuckoo.scheduler.ledger.Ledger.Balance;
import network.cuckoo.scheduler.results.ResultVerdict;
import network.cuckoo.scheduler.sessions.Session;
import network.cuckoo.scheduler.tasks.TaskEvent;
import network.cuckoo.scheduler.tasks.TaskEvent.Kind;
import network.cuckoo.scheduler.tasks.TaskView;
import network.cuckoo.scheduler.world.FakeMiner;
import network.cuckoo.scheduler.world.LeasedTaskTest;
import network.cuckoo.scheduler.world.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeaseDeskTest extends LeasedTaskTest {
    private List<Kind> events() {
        return world.desks().tasks().events(task, 0, 100).stream()
                .map(TaskEvent::kind)
                .toList();
    }

    @Test
    void poll_repeatsALeaseUntilTheMinerKnowsIt_andNamesThoseThatAreGone() {
        LeaseId never = new LeaseId(task.value());

        assertThat(miner.poll(world.desks(), session))
                .extracting(LeaseOffer::lease)
                .containsExactly(lease.lease());
        PollReply known = world.desks()
                .leases()
                .poll(session, Set.of(lease.lease(), never), false)
                .orElseThrow();
        assertThat(known.leases()).isEmpty();
        assertThat(known.gone()).containsExactly(never);

        world.desks().tasks().cancel(app, task);
        assertThat(world.desks()
                        .leases()
                        .poll(session, Set.of(lease.lease()), false)
                        .orElseThrow()
                        .gone())
                .containsExactly(lease.lease());
    }

    @Test
    void start_runsTheLeaseTimeFromNow_once() {
        var first = (LeaseAnswer.Done) world.desks().leases().start(session, lease.lease(), lease.fence());
        var again = (LeaseAnswer.Done) world.desks().leases().start(session, lease.lease(), lease.fence());

        assertThat(first.remaining()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
        assertThat(again.remaining()).isLessThanOrEqualTo(first.remaining());
        assertThat(events()).containsExactly(Kind.QUEUED, Kind.ASSIGNED, Kind.STARTED);
    }

    @Test
    void start_refusesAnotherMiner_anotherFence_andAnEndedLease() {
        FakeMiner other = world.miner("b", 20_000);
        Session otherSession = other.login(world.desks(), 1);
        var fence = new Fence(9);

        assertThat(world.desks().leases().start(otherSession, lease.lease(), lease.fence()))
                .isEqualTo(new LeaseAnswer.NotYours());
        assertThat(world.desks().leases().start(session, lease.lease(), fence))
                .isEqualTo(new LeaseAnswer.WrongFence(fence));
        world.desks().tasks().cancel(app, task);
        assertThat(world.desks().leases().start(session, lease.lease(), lease.fence()))
                .isEqualTo(new LeaseAnswer.Ended(LeaseEnd.CANCELLED));
    }

    @Test
    void progress_isSeenByTheApp() {
        world.desks().leases().start(session, lease.lease(), lease.fence());
        world.desks().leases().progress(session, lease.lease(), lease.fence(), 3, 20);

        TaskEvent last = world.desks().tasks().events(task, 3, 10).getFirst();
        assertThat(last.kind()).isEqualTo(Kind.PROGRESS);
        assertThat(last.data().path("done").asInt()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"-1, 20", "0, 0", "21, 20"})
    void progress_refusesWhatCanNotBe(int done, int total) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> world.desks().leases().progress(session, lease.lease(), lease.fence(), done, total))
                .withMessageContaining(done + "/" + total);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1"})
    void progress_goesFromNothingToAll(int done, int total) {
        world.desks().leases().start(session, lease.lease(), lease.fence());

        var answer =
                (LeaseAnswer.Done) world.desks().leases().progress(session, lease.lease(), lease.fence(), done, total);

        assertThat(answer.remaining()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
        assertThat(events().getLast()).isEqualTo(Kind.PROGRESS);
    }

    @Test
    void messages_wakeWhoWaitsForTheTask_onlyIfTheyTookEffect() throws InterruptedException {
        try (var hints = world.waker().tasks().subscribe(task)) {
            world.desks().leases().start(session, lease.lease(), new Fence(9));
            assertThat(hints.await(Duration.ZERO)).isFalse();
            world.desks().leases().start(session, lease.lease(), lease.fence());
            assertThat(hints.await(Duration.ZERO)).isTrue();
        }
    }

    @Test
    void poll_wakesTheRound_whenTheMinerComesBackOrChangesItsMind() throws InterruptedException {
        assertThat(workAfterPoll(false)).as("it was there before").isFalse();
        assertThat(workAfterPoll(true)).as("it drains").isTrue();
        assertThat(workAfterPoll(true)).isFalse();
        assertThat(workAfterPoll(false)).isTrue();
    }

    private boolean workAfterPoll(boolean draining) throws InterruptedException {
        world.waker().work().awaitAndLower(Duration.ZERO);
        world.desks().leases().poll(session, Set.of(), draining);
        return world.waker().work().awaitAndLower(Duration.ZERO);
    }

    @Test
    void messages_ofAnOlderSession_areRefused_alsoOnTheMinersOwnLease() {
        Session newer = miner.login(world.desks(), 1);
        world.desks().round().run();
        LeaseOffer again = miner.poll(world.desks(), newer).getFirst();

        assertThat(world.desks().leases().start(session, again.lease(), again.fence()))
                .isEqualTo(new LeaseAnswer.NotYours());
        assertThat(world.desks().leases().start(newer, again.lease(), again.fence()))
                .isInstanceOf(LeaseAnswer.Done.class);
    }

    @Test
    void messages_ofAnotherMiner_areRefused_alsoOnAnEndedLease() {
        Session other = world.miner("b", 20_000).login(world.desks(), 1);
        world.desks().tasks().cancel(app, task);

        assertThat(world.desks().leases().start(other, lease.lease(), lease.fence()))
                .isEqualTo(new LeaseAnswer.NotYours());
    }

    @Test
    void sweep_wakesTheRound_theApp_andTheMiner() throws InterruptedException {
        world.passDeadlines();
        world.waker().work().awaitAndLower(Duration.ZERO);
        try (var tasks = world.waker().tasks().subscribe(task);
                var leases = world.waker().leases().subscribe(miner.node())) {
            world.desks().sweep().run();

            assertThat(tasks.await(Duration.ZERO)).isTrue();
            assertThat(leases.await(Duration.ZERO)).isTrue();
        }
        assertThat(world.waker().work().awaitAndLower(Duration.ZERO)).isTrue();
        world.desks().sweep().run();
        assertThat(world.waker().work().awaitAndLower(Duration.ZERO))
                .as("nothing ran out the second time")
                .isFalse();
    }

    @Test
    void sweep_requeuesWhatWasNotPickedUp_withoutTheMiner_whichIsOfflineUntilItPolls() {
        world.passDeadlines();
        assertThat(world.desks().sweep().run()).isEqualTo(1);

        world.desks().round().run();
        assertThat(world.task(task).state()).isEqualTo(TaskState.QUEUED);
        assertThat(miner.poll(world.desks(), session)).isEmpty();
        world.desks().round().run();
        assertThat(miner.poll(world.desks(), session).getFirst().attempt()).isEqualTo(2);
        assertThat(events()).containsExactly(Kind.QUEUED, Kind.ASSIGNED, Kind.REQUEUED, Kind.ASSIGNED);
    }

    @Test
    void sweep_leavesLeasesAlone_whoseDeadlineIsNotPast() {
        assertThat(world.desks().sweep().run()).isZero();
        assertThat(world.task(task).state()).isEqualTo(TaskState.LEASED);
    }

    @Test
    void sweep_givesTheTaskToAnother_whenTheMinerTimesOut() {
        FakeMiner other = world.miner("b", 20_000);
        world.chain().beginEpoch();
        Session otherSession = other.login(world.desks(), 1);
        world.desks().leases().start(session, lease.lease(), lease.fence());
        world.passDeadlines();
        world.desks().sweep().run();

        world.desks().round().run();

        assertThat(other.poll(world.desks(), otherSession)).hasSize(1);
        TaskView view = world.task(task);
        assertThat(view.attempt()).isEqualTo(2);
        assertThat(view.assignment().orElseThrow().miner()).isEqualTo(other.node());
    }

    @Test
    void round_wipesTheSlateOnce_thenGivesTheTaskUp_andReleasesTheMoney() {
        for (int attempt = 1; attempt <= 2; attempt++) {
            LeaseOffer offer = miner.poll(world.desks(), session).getFirst();
            assertThat(offer.attempt()).isEqualTo(attempt);
            world.desks().leases().fail(session, offer.lease(), offer.fence(), "crashed", "segmentation fault");
            world.desks().round().run();
        }

        TaskView view = world.task(task);
        assertThat(view.state()).isEqualTo(TaskState.FAILED);
        assertThat(view.failure().orElseThrow().code()).isEqualTo("attempts_exhausted");
        assertThat(world.desks().ledger().balance(app))
                .isEqualTo(new Balance(new Wei(World.PRICE.value().multiply(BigInteger.valueOf(5))), Wei.ZERO));
        assertThat(events().getLast()).isEqualTo(Kind.FAILED);
        assertThat(world.desks().ledger().sum()).isZero();
    }

    @Test
    void heartbeat_extendsAllDeadlinesFirst_whenNobodyWasThere() {
        world.desks().leases().start(session, lease.lease(), lease.fence());
        world.passDeadlines();
        world.database()
                .transactionVoid(tx -> tx.execute(
                        "UPDATE coordinator_process SET heartbeat_at = clock_timestamp() - interval '60 seconds'"));

        assertThat(world.desks().sweep().run()).isZero();

        assertThat(world.task(task).state()).isEqualTo(TaskState.LEASED);
        var remaining = (LeaseAnswer.Done) world.desks().leases().start(session, lease.lease(), lease.fence());
        assertThat(remaining.remaining()).isGreaterThan(Duration.ofSeconds(50));
    }

    @Test
    void logout_givesTheWorkBack() {
        world.desks().sessions().logout(session);

        assertThat(world.task(task).state()).isEqualTo(TaskState.QUEUED);
        assertThat(world.desks().leases().poll(session, Set.of(), false)).isEqualTo(Optional.empty());
    }

    @Test
    void fail_endsALeaseThatWasNotStartedAsRefused_once() {
        world.desks().leases().fail(session, lease.lease(), lease.fence(), "model-not-served", "not loaded");

        assertThat(world.desks().leases().fail(session, lease.lease(), lease.fence(), "model-not-served", "not loaded"))
                .isEqualTo(new LeaseAnswer.Ended(LeaseEnd.REFUSED));
    }

    @Test
    void fail_isTheInputsFault_whenTheMinerRejectsIt() {
        world.desks().leases().fail(session, lease.lease(), lease.fence(), "input-rejected", "too long");

        assertThat(LeaseStore.find(world.database().read(), lease.lease())
                        .orElseThrow()
                        .end())
                .contains(LeaseEnd.INPUT_REJECTED);
        assertThat(world.desks().standings().find(miner.node())).isEmpty();
    }

    @Test
    void fail_isTheMinersFault_whenItsWordOnTheHashIsFalse() {
        world.desks().leases().fail(session, lease.lease(), lease.fence(), "request-hash-mismatch", "another");

        assertThat(LeaseStore.find(world.database().read(), lease.lease())
                        .orElseThrow()
                        .end())
                .contains(LeaseEnd.REFUSED);
        assertThat(world.desks().standings().find(miner.node()).orElseThrow().faults())
                .containsEntry(LeaseEnd.REFUSED, 1L);
    }

    @Test
    void fail_isTheCoordinatorsFault_whenTheStoredRequestContradictsItsHash() {
        world.database().transactionVoid(tx -> tx.execute("UPDATE task SET request_hash = sha256('another')"));

        world.desks().leases().fail(session, lease.lease(), lease.fence(), "request-hash-mismatch", "another");

        assertThat(LeaseStore.find(world.database().read(), lease.lease())
                        .orElseThrow()
                        .end())
                .contains(LeaseEnd.COORDINATOR_FAULT);
        assertThat(world.desks().standings().find(miner.node())).isEmpty();
    }

    @Test
    void leaseInAWaitingPlace_isNotItsMinersToSpeakOf() {
        world.database().transactionVoid(tx -> tx.execute("UPDATE lease SET state = 'WAITING'"));

        assertThat(world.desks().leases().start(session, lease.lease(), lease.fence()))
                .isEqualTo(new LeaseAnswer.NotYours());
        assertThat(world.desks().leases().fail(session, lease.lease(), lease.fence(), "crashed", "no"))
                .isEqualTo(new LeaseAnswer.NotYours());
        assertThat(world.desks().results().accept(session, miner.result(lease)))
                .isEqualTo(new ResultVerdict.NotYours());
    }

    @Test
    void fail_keepsTheMinersWords_bounded_withoutWhatCanNotBeStored_andWakesTheRound() throws InterruptedException {
        world.waker().work().awaitAndLower(Duration.ZERO);

        world.desks().leases().fail(session, lease.lease(), lease.fence(), "cra\0shed", "x".repeat(600));

        TaskEvent last = world.desks().tasks().events(task, 0, 10).getLast();
        assertThat(last.kind()).isEqualTo(Kind.REQUEUED);
        assertThat(last.data().path("reason").asText()).isEqualTo("REFUSED");
        assertThat(last.data().path("miner").asText()).isEqualTo(miner.node().hex());
        assertThat(last.data().path("attempt").asInt()).isOne();
        assertThat(last.data().path("detail").asText()).hasSize(500).startsWith("crashed: xx");
        assertThat(world.waker().work().awaitAndLower(Duration.ZERO)).isTrue();
    }

    @Test
    void fail_givesTheTaskUp_afterTheLastAttempt() {
        try (World patient = World.createWithAttempts(2)) {
            FakeMiner one = patient.miner("a", 40_000);
            FakeMiner other = patient.miner("b", 40_000);
            AppId payer = patient.app("app", 1);
            patient.chain().beginEpoch();
            var sessions = Map.of(one, one.login(patient.desks(), 1), other, other.login(patient.desks(), 1));
            TaskId doomed = patient.submit(payer);
            for (TaskState expected : List.of(TaskState.QUEUED, TaskState.FAILED)) {
                patient.desks().round().run();
                sessions.forEach((node, login) -> node.poll(patient.desks(), login)
                        .forEach(offer -> patient.desks()
                                .leases()
                                .fail(login, offer.lease(), offer.fence(), "crashed", "again")));
                assertThat(patient.task(doomed).state()).isEqualTo(expected);
            }
            assertThat(patient.task(doomed).failure().orElseThrow().detail()).startsWith("2 leases lost in 2 attempts");
            assertThat(patient.desks().ledger().balance(payer)).isEqualTo(new Balance(World.PRICE, Wei.ZERO));
        }
    }

    @Test
    void fail_endsAStartedLeaseAsFailed_andTheTaskMovesOn() {
        FakeMiner other = world.miner("b", 20_000);
        world.chain().beginEpoch();
        Session otherSession = other.login(world.desks(), 1);
        world.desks().leases().start(session, lease.lease(), lease.fence());

        world.desks().leases().fail(session, lease.lease(), lease.fence(), "inference-failed", "no memory");

        assertThat(world.desks().leases().start(session, lease.lease(), lease.fence()))
                .isEqualTo(new LeaseAnswer.Ended(LeaseEnd.FAILED));
        world.desks().round().run();
        assertThat(other.poll(world.desks(), otherSession))
                .extracting(LeaseOffer::task)
                .containsExactly(task);
    }
}
