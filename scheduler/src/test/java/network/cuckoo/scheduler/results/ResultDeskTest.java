package network.cuckoo.scheduler.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import network.cuckoo.domain.Fence;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.hash.Sha256;
import network.cuckoo.domain.ledger.LedgerAccount;
import network.cuckoo.domain.task.LeaseEnd;
import network.cuckoo.domain.task.TaskState;
import network.cuckoo.scheduler.leases.LeaseOffer;
import network.cuckoo.scheduler.ledger.Ledger.Balance;
import network.cuckoo.scheduler.ledger.Ledger.Leg;
import network.cuckoo.scheduler.ledger.Ledger.TransactionView;
import network.cuckoo.scheduler.sessions.Session;
import network.cuckoo.scheduler.tasks.TaskEvent;
import network.cuckoo.scheduler.world.FakeMiner;
import network.cuckoo.scheduler.world.LeasedTaskTest;
import network.cuckoo.scheduler.world.World;
import org.junit.jupiter.api.Test;

class ResultDeskTest extends LeasedTaskTest {
    private final Wei earned = world.config().split().of(World.PRICE).miner();

    @Test
    void accept_storesTheOutput_endsTheLease_andPaysInThreeParts() {
        assertThat(miner.work(world.desks(), session, lease)).isEqualTo(new ResultVerdict.Accepted(task, earned));

        assertThat(world.task(task).state()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(world.desks().tasks().outputBytes(task))
                .hasValue(miner.result(lease).output());
        assertThat(world.desks().ledger().balance(app))
                .isEqualTo(new Balance(new Wei(World.PRICE.value().multiply(BigInteger.valueOf(4))), Wei.ZERO));
        List<TransactionView> transactions = world.desks().ledger().postings(task);
        assertThat(transactions).extracting(TransactionView::leg).containsExactly(Leg.HOLD, Leg.CAPTURE);
        assertThat(transactions.getLast().postings())
                .extracting(
                        posting -> posting.account().kind(),
                        posting -> posting.amountWei().longValueExact())
                .containsExactlyInAnyOrder(
                        tuple(LedgerAccount.Kind.APP_HELD, -1_000_003L),
                        tuple(LedgerAccount.Kind.CHECK_FUND, 50_000L),
                        tuple(LedgerAccount.Kind.COORDINATOR, 100_000L),
                        tuple(LedgerAccount.Kind.MINER, 850_003L));
        assertThat(world.desks().ledger().earned(miner.owner()).value()).isEqualTo(850_003);
        assertThat(world.desks().ledger().sum()).isZero();
        assertThat(world.desks().ledger().differences()).isZero();
    }

    @Test
    void accept_tellsTheAppWhatItGot_andWakesWhoWaits() throws InterruptedException {
        world.waker().work().awaitAndLower(Duration.ZERO);
        try (var hints = world.waker().tasks().subscribe(task)) {
            world.desks().results().accept(session, miner.result(lease));

            assertThat(hints.await(Duration.ZERO)).isTrue();
        }
        assertThat(world.waker().work().awaitAndLower(Duration.ZERO)).isTrue();
        TaskEvent last = world.desks().tasks().events(task, 0, 10).getLast();
        assertThat(last.kind()).isEqualTo(TaskEvent.Kind.SUCCEEDED);
        assertThat(last.data().path("miner").asText()).isEqualTo(miner.node().hex());
        assertThat(last.data().path("sha256").asText())
                .isEqualTo(miner.result(lease).outputHash().hex());
    }

    @Test
    void accept_givesTheSameAnswerTwice_andPaysOnce() {
        miner.work(world.desks(), session, lease);

        assertThat(world.desks().results().accept(session, miner.result(lease)))
                .isEqualTo(new ResultVerdict.Duplicate(task, earned));
        assertThat(world.desks().ledger().earned(miner.owner()).value()).isEqualTo(850_003);
    }

    @Test
    void accept_refusesAnotherResultAfterTheFirst() {
        miner.work(world.desks(), session, lease);

        assertThat(world.desks().results().accept(session, miner.result(lease, lease.fence(), "other")))
                .isEqualTo(new ResultVerdict.Late(LeaseEnd.ACCEPTED));
    }

    @Test
    void accept_takesAResultWhoseStartMessageWasLost_evenPastTheDeadline() {
        world.passDeadlines();

        assertThat(world.desks().results().accept(session, miner.result(lease)))
                .isEqualTo(new ResultVerdict.Accepted(task, earned));
    }

    @Test
    void accept_refusesAnotherMiner() {
        FakeMiner thief = world.miner("b", 20_000);
        Session other = thief.login(world.desks(), 1);

        assertThat(world.desks().results().accept(other, thief.result(lease))).isEqualTo(new ResultVerdict.NotYours());
        assertNothingChanged();
        assertThat(world.desks().results().accept(other, miner.result(lease)))
                .as("what the task earned is nobody else's business")
                .isEqualTo(new ResultVerdict.NotYours());
    }

    @Test
    void accept_refusesAnOlderSessionOfTheSameMiner() {
        Session newer = miner.login(world.desks(), 1);
        world.desks().round().run();
        world.desks().round().run();
        LeaseOffer again = miner.poll(world.desks(), newer).getFirst();

        assertThat(world.desks().results().accept(session, miner.result(again)))
                .isEqualTo(new ResultVerdict.NotYours());
        assertThat(world.desks().results().accept(newer, miner.result(again)))
                .isEqualTo(new ResultVerdict.Accepted(task, earned));
    }

    @Test
    void accept_refusesASignatureOfAnotherKey() {
        FakeMiner thief = world.stranger("b");

        assertThat(world.desks().results().accept(session, thief.result(lease)))
                .isEqualTo(new ResultVerdict.BadSignature());
        assertNothingChanged();
    }

    @Test
    void accept_refusesBytesThatWereNotSigned() {
        ResultReport good = miner.result(lease);
        var swapped = new ResultReport(
                good.lease(), good.fence(), good.mediaType(), new byte[] {1}, good.outputHash(), good.signature(), 1);
        var unsigned = new ResultReport(
                good.lease(),
                good.fence(),
                good.mediaType(),
                new byte[] {1},
                Sha256.hash(new byte[] {1}),
                good.signature(),
                1);

        assertThat(world.desks().results().accept(session, swapped)).isEqualTo(new ResultVerdict.HashMismatch());
        assertThat(world.desks().results().accept(session, unsigned)).isEqualTo(new ResultVerdict.BadSignature());
        assertNothingChanged();
    }

    @Test
    void accept_refusesAnotherFence() {
        var fence = new Fence(lease.fence().value() + 1);

        assertThat(world.desks().results().accept(session, miner.result(lease, fence, "output")))
                .isEqualTo(new ResultVerdict.WrongFence(fence));
        assertNothingChanged();
    }

    @Test
    void accept_refusesTooLarge_empty_andAnotherMediaType() {
        ResultReport good = miner.result(lease);

        assertThat(world.desks().results().accept(session, miner.result(lease, lease.fence(), "x".repeat(100_001))))
                .isInstanceOf(ResultVerdict.WrongSize.class);
        assertThat(world.desks().results().accept(session, miner.result(lease, lease.fence(), "")))
                .isInstanceOf(ResultVerdict.WrongSize.class);
        assertThat(world.desks().results().accept(session, miner.result(lease, new Fence(9), "x".repeat(100_000))))
                .isInstanceOf(ResultVerdict.WrongFence.class);
        var html = new ResultReport(
                good.lease(), good.fence(), "text/html", good.output(), good.outputHash(), good.signature(), 1);
        assertThat(world.desks().results().accept(session, html)).isInstanceOf(ResultVerdict.WrongMediaType.class);
        assertNothingChanged();
    }

    @Test
    void accept_refusesAResultAfterTheLease_andTheOtherMinerIsPaidOnce() {
        FakeMiner second = world.miner("b", 40_000);
        world.chain().beginEpoch();
        Session other = second.login(world.desks(), 1);
        world.desks().leases().start(session, lease.lease(), lease.fence());
        world.passDeadlines();
        assertThat(world.desks().sweep().run()).isEqualTo(1);

        assertThat(world.desks().results().accept(session, miner.result(lease)))
                .isEqualTo(new ResultVerdict.Late(LeaseEnd.TIMED_OUT));
        world.desks().round().run();
        LeaseOffer again = second.poll(world.desks(), other).getFirst();
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(second.work(world.desks(), other, again)).isEqualTo(new ResultVerdict.Accepted(task, earned));

        assertThat(world.desks().ledger().earned(miner.owner())).isEqualTo(Wei.ZERO);
        assertThat(world.desks().ledger().earned(second.owner()).value()).isEqualTo(850_003);
        assertThat(world.desks().ledger().sum()).isZero();
    }

    @Test
    void accept_refusesAfterTheAppCancelled() {
        world.desks().tasks().cancel(app, task);

        assertThat(world.desks().results().accept(session, miner.result(lease)))
                .isEqualTo(new ResultVerdict.Late(LeaseEnd.CANCELLED));
        assertThat(world.desks().ledger().earned(miner.owner())).isEqualTo(Wei.ZERO);
    }

    @Test
    void report_countsNoTimeBelowZero() {
        ResultReport good = miner.result(lease);
        assertThat(taking(good, 0).gpuMillis()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> taking(good, -1));
    }

    private static ResultReport taking(ResultReport report, long gpuMillis) {
        return new ResultReport(
                report.lease(),
                report.fence(),
                report.mediaType(),
                report.output(),
                report.outputHash(),
                report.signature(),
                gpuMillis);
    }

    @Test
    void accept_refusesALeaseThatNeverWas() {
        var invented = new ResultReport(
                new LeaseId(task.value()),
                lease.fence(),
                "image/png",
                new byte[] {1},
                Hash32.ZERO,
                miner.result(lease).signature(),
                1);

        assertThat(world.desks().results().accept(session, invented)).isEqualTo(new ResultVerdict.NotYours());
    }

    private void assertNothingChanged() {
        assertThat(world.task(task).state()).isEqualTo(TaskState.LEASED);
        assertThat(world.task(task).output()).isEmpty();
        assertThat(world.desks().ledger().balance(app).held()).isEqualTo(World.PRICE);
        assertThat(miner.work(world.desks(), session, lease)).isEqualTo(new ResultVerdict.Accepted(task, earned));
    }
}
