package network.cuckoo.domain.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Fence;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.hash.Keccak256;
import network.cuckoo.domain.task.LifeDecision.Fault;
import network.cuckoo.domain.task.LifeDecision.Kept;
import network.cuckoo.domain.task.LifeDecision.Money;
import network.cuckoo.domain.task.LifeDecision.Moved;
import network.cuckoo.domain.task.LifeDecision.Reason;
import network.cuckoo.domain.task.LifeEvent.Cause;
import network.cuckoo.domain.task.LifeEvent.Speaker;
import org.junit.jupiter.api.Test;

/** Single rules of the state machine; the table of all is held by {@link StatesTableTest}. */
class TaskLifeTest {
    private static final LifeRules RULES = new LifeRules(3, 2);
    private static final NodeAddress A = miner(1);
    private static final NodeAddress B = miner(2);
    private static final NodeAddress C = miner(3);
    private static final Hash32 OUTPUT = Keccak256.hash("output");

    private static NodeAddress miner(int last) {
        byte[] address = new byte[20];
        address[19] = (byte) last;
        return new NodeAddress(Address.of(address));
    }

    private static Moved moved(TaskLife life, LifeEvent event) {
        return (Moved) life.decide(event, RULES);
    }

    private static TaskLife after(TaskLife life, LifeEvent... events) {
        for (LifeEvent event : events) {
            life = moved(life, event).next();
        }
        return life;
    }

    private static LifeEvent givenBack(int draw, NodeAddress miner, Cause cause) {
        return new LifeEvent.GivenBack(new Speaker(draw, miner, new Fence(1)), cause);
    }

    private static Reason kept(TaskLife life, LifeEvent event) {
        return ((Kept) life.decide(event, RULES)).reason();
    }

    @Test
    void patienceOver_blamesNobody_countsNoLoss_andTheNextDrawIsAmongTheFree() {
        Moved over = moved(after(TaskLife.NEW, new LifeEvent.KeptWaiting(A)), new LifeEvent.LeaseTimePassed());
        assertThat(over.ended()).contains(LeaseEnd.PATIENCE_OVER);
        assertThat(over.faults()).isEmpty();
        assertThat(over.next().excluded()).isEmpty();
        assertThat(over.next().troubles()).isEqualTo(new Troubles(0, Set.of(), true));
        assertThat(kept(over.next(), new LifeEvent.KeptWaiting(B))).isEqualTo(Reason.NO_EFFECT);
        TaskLife drawn = after(over.next(), new LifeEvent.Drawn(A));
        assertThat(after(drawn, new LifeEvent.LeaseTimePassed()).troubles().freeOnly())
                .isFalse();
    }

    @Test
    void inputRejections_failTheTask_whenEnoughMinersAgree() {
        TaskLife once = after(TaskLife.NEW, new LifeEvent.Drawn(A), givenBack(1, A, Cause.UNFIT_INPUT));
        assertThat(once.state()).isEqualTo(TaskState.QUEUED);
        Moved twice = moved(after(once, new LifeEvent.Drawn(B)), givenBack(2, B, Cause.UNFIT_INPUT));
        assertThat(twice.failure()).contains(TaskFailure.INPUT_REJECTED);
        assertThat(twice.money()).isEqualTo(Money.RELEASED);
        assertThat(twice.faults()).isEmpty();
    }

    @Test
    void inputRejection_isTheMinersFault_whenAnotherMakesAResultOfIt() {
        TaskLife rejected =
                after(TaskLife.NEW, new LifeEvent.Drawn(A), givenBack(1, A, Cause.UNFIT_INPUT), new LifeEvent.Drawn(B));
        Moved done = moved(rejected, new LifeEvent.Delivered(new Speaker(2, B, new Fence(1)), OUTPUT));
        assertThat(done.faults()).containsExactly(new Fault(A, LeaseEnd.INPUT_REJECTED));
    }

    @Test
    void inputRejection_isForgiven_whenTheSameMinerMakesAResultOfIt() {
        TaskLife rejected = after(
                TaskLife.NEW,
                new LifeEvent.Drawn(A),
                givenBack(1, A, Cause.UNFIT_INPUT),
                new LifeEvent.NobodyLeft(),
                new LifeEvent.Drawn(A));
        Moved done = moved(rejected, new LifeEvent.Delivered(new Speaker(2, A, new Fence(1)), OUTPUT));
        assertThat(done.faults()).isEmpty();
    }

    @Test
    void retryBudget_countsLosses_notDraws() {
        TaskLife life = TaskLife.NEW;
        for (int i = 0; i < 5; i++) {
            life = moved(life, new LifeEvent.Drawn(A)).next();
            TaskLife held = new TaskLife(
                    TaskState.LEASED,
                    life.lease().map(lease -> new LiveLease(lease.draw(), A, LeaseState.WAITING, lease.fence())),
                    life.draws(),
                    life.excluded(),
                    false,
                    life.troubles(),
                    Optional.empty());
            life = after(held, new LifeEvent.LeaseTimePassed());
        }
        assertThat(life.draws()).isEqualTo(5);
        assertThat(life.troubles().losses()).isZero();
        TaskLife twice = after(
                life,
                new LifeEvent.Drawn(A),
                new LifeEvent.SessionEnded(),
                new LifeEvent.Drawn(B),
                new LifeEvent.LeaseTimePassed());
        Moved third = moved(after(twice, new LifeEvent.Drawn(C)), givenBack(8, C, Cause.OWN));
        assertThat(third.failure()).contains(TaskFailure.ATTEMPTS_EXHAUSTED);
        assertThat(third.faults()).containsExactly(new Fault(C, LeaseEnd.REFUSED));
    }

    @Test
    void nobodyLeft_wipesTheSlateOnce_thenGivesUp() {
        TaskLife lost = after(TaskLife.NEW, new LifeEvent.Drawn(A), new LifeEvent.LeaseTimePassed());
        assertThat(lost.excluded()).containsExactly(A);
        TaskLife anew = after(lost, new LifeEvent.NobodyLeft());
        assertThat(anew.excluded()).isEmpty();
        assertThat(kept(anew, new LifeEvent.NobodyLeft())).isEqualTo(Reason.NO_EFFECT);
        TaskLife lostAgain = after(anew, new LifeEvent.Drawn(A), new LifeEvent.LeaseTimePassed());
        assertThat(moved(lostAgain, new LifeEvent.NobodyLeft()).failure()).contains(TaskFailure.ATTEMPTS_EXHAUSTED);
    }

    @Test
    void brokenOffer_isTheCoordinators_andLeavesNobodyOut() {
        Moved broken = moved(after(TaskLife.NEW, new LifeEvent.Drawn(A)), givenBack(1, A, Cause.BROKEN_OFFER));
        assertThat(broken.ended()).contains(LeaseEnd.COORDINATOR_FAULT);
        assertThat(broken.faults()).isEmpty();
        assertThat(broken.next().excluded()).isEmpty();
        assertThat(broken.next().troubles().losses()).isEqualTo(1);
    }

    @Test
    void taskDeadline_leavesAMinerThatWasTold_andEndsAWait() {
        TaskLife offered = after(TaskLife.NEW, new LifeEvent.Drawn(A));
        assertThat(kept(offered, new LifeEvent.TaskTimePassed())).isEqualTo(Reason.NO_EFFECT);
        Moved wait = moved(after(TaskLife.NEW, new LifeEvent.KeptWaiting(A)), new LifeEvent.TaskTimePassed());
        assertThat(wait.ended()).contains(LeaseEnd.PATIENCE_OVER);
        assertThat(wait.failure()).contains(TaskFailure.DEADLINE_PASSED);
        assertThat(wait.money()).isEqualTo(Money.RELEASED);
    }

    @Test
    void message_isRefused_whenItIsLateOrAnothersOrUnderAnotherFence() {
        TaskLife offered = after(TaskLife.NEW, new LifeEvent.Drawn(A));
        assertThat(kept(offered, new LifeEvent.Started(new Speaker(1, B, new Fence(1)))))
                .isEqualTo(Reason.NOT_YOURS);
        assertThat(kept(offered, new LifeEvent.Delivered(new Speaker(1, A, new Fence(2)), OUTPUT)))
                .isEqualTo(Reason.WRONG_FENCE);
        TaskLife again = after(offered, new LifeEvent.LeaseTimePassed(), new LifeEvent.Drawn(B));
        assertThat(kept(again, new LifeEvent.Delivered(new Speaker(1, A, new Fence(1)), OUTPUT)))
                .isEqualTo(Reason.LEASE_OVER);
        TaskLife started = after(again, new LifeEvent.Started(new Speaker(2, B, new Fence(1))));
        assertThat(kept(started, new LifeEvent.Started(new Speaker(2, B, new Fence(1)))))
                .isEqualTo(Reason.ALREADY);
    }

    @Test
    void repeatedResult_isToldApart_fromAnotherOne() {
        var first = new LifeEvent.Delivered(new Speaker(1, A, new Fence(1)), OUTPUT);
        TaskLife done = after(TaskLife.NEW, new LifeEvent.Drawn(A), first);
        assertThat(kept(done, first)).isEqualTo(Reason.DUPLICATE);
        assertThat(kept(done, new LifeEvent.Delivered(new Speaker(1, A, new Fence(1)), Keccak256.hash("another"))))
                .isEqualTo(Reason.FINISHED);
        assertThat(kept(done, new LifeEvent.Delivered(new Speaker(1, B, new Fence(1)), OUTPUT)))
                .isEqualTo(Reason.FINISHED);
        assertThat(kept(done, new LifeEvent.Delivered(new Speaker(2, A, new Fence(1)), OUTPUT)))
                .isEqualTo(Reason.FINISHED);
        assertThat(kept(done, new LifeEvent.CancelWished())).isEqualTo(Reason.FINISHED);
    }

    @Test
    void life_refusesWhatCannotBeTrue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TaskLife(
                        TaskState.LEASED, Optional.empty(), 1, Set.of(), false, Troubles.NONE, Optional.empty()))
                .withMessageContaining("live lease");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TaskLife(
                        TaskState.SUCCEEDED, Optional.empty(), 1, Set.of(), false, Troubles.NONE, Optional.empty()))
                .withMessageContaining("result");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TaskLife(
                        TaskState.QUEUED,
                        Optional.empty(),
                        0,
                        Set.of(),
                        false,
                        new Troubles(1, Set.of(), false),
                        Optional.empty()))
                .withMessageContaining("losses");
        assertThatIllegalArgumentException().isThrownBy(() -> new Troubles(0, Set.of(A), false));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TaskLife(
                        TaskState.LEASED,
                        Optional.of(new LiveLease(1, A, LeaseState.OFFERED, new Fence(1))),
                        2,
                        Set.of(),
                        false,
                        Troubles.NONE,
                        Optional.empty()))
                .withMessageContaining("last draw");
        assertThatIllegalArgumentException().isThrownBy(() -> new LiveLease(0, A, LeaseState.OFFERED, new Fence(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new LiveLease(1, A, LeaseState.ENDED, new Fence(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new LifeRules(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new LifeRules(1, 0));
        assertThat(new LifeRules(1, 1).maxLosses()).isOne();
        assertThat(List.of(LeaseState.values()))
                .allMatch(state -> state.isShown()
                        == (state.deadline() == Deadline.PICK_UP || state.deadline() == Deadline.LEASE_TIME));
    }
}
