package network.cuckoo.scheduler.leases;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.cuckoo.domain.Fence;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.task.LeaseEnd;
import network.cuckoo.domain.task.TaskState;
import network.cuckoo.scheduler.ledger.Ledger.Balance;
import network.cuckoo.scheduler.sessions.Session;
import network.cuckoo.scheduler.tasks.TaskEvent;
import network.cuckoo.scheduler.tasks.TaskEvent.Kind;
import network.cuckoo.scheduler.tasks.TaskView;
import network.cuckoo.scheduler.world.FakeMiner;
import network.cuckoo.scheduler.world.LeasedTaskTest;
import network.cuckoo.scheduler.world.World;
import org.junit.jupiter.api.Test;

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
    void fail_endsALeaseThatWasNotStartedAsRefused_whateverTheCode_once() {
        world.desks().leases().fail(session, lease.lease(), lease.fence(), "input-rejected", "too long");

        assertThat(world.desks().leases().fail(session, lease.lease(), lease.fence(), "input-rejected", "too long"))
                .isEqualTo(new LeaseAnswer.Ended(LeaseEnd.REFUSED));
    }

    @Test
    void fail_endsAStartedLeaseAsFailed_andTheTaskMovesOn() {
        FakeMiner other = world.miner("b", 20_000);
        world.chain().beginEpoch();
        Session otherSession = other.login(world.desks(), 1);
        world.desks().leases().start(session, lease.lease(), lease.fence());

        world.desks().leases().fail(session, lease.lease(), lease.fence(), "input-rejected", "too long");

        assertThat(world.desks().leases().start(session, lease.lease(), lease.fence()))
                .isEqualTo(new LeaseAnswer.Ended(LeaseEnd.FAILED));
        world.desks().round().run();
        assertThat(other.poll(world.desks(), otherSession))
                .extracting(LeaseOffer::task)
                .containsExactly(task);
    }
}
