package network.cuckoo.domain.task;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.task.LifeDecision.Fault;
import network.cuckoo.domain.task.LifeDecision.Kept;
import network.cuckoo.domain.task.LifeDecision.Money;
import network.cuckoo.domain.task.LifeDecision.Moved;
import network.cuckoo.domain.task.LifeDecision.Reason;
import network.cuckoo.domain.task.LifeEvent.Cause;
import network.cuckoo.domain.task.LifeEvent.Speaker;

/**
 * A task and its live lease: which states they pass through, and what becomes of money, blame and further tries. The table of
 * {@code docs/states.md} is this class, and a test holds them together.
 *
 * @param draws made so far
 * @param excluded miners that lost it, and are passed over
 * @param exclusionsCleared whether all had lost it once already and it started anew
 */
public record TaskLife(
        TaskState state,
        Optional<LiveLease> lease,
        int draws,
        Set<NodeAddress> excluded,
        boolean exclusionsCleared,
        Troubles troubles,
        Optional<AcceptedResult> result) {
    /** A task whose price is held and that waits for its first draw. */
    public static final TaskLife NEW =
            new TaskLife(TaskState.QUEUED, Optional.empty(), 0, Set.of(), false, Troubles.NONE, Optional.empty());

    /** @throws IllegalArgumentException if these can't be true together */
    public TaskLife {
        excluded = Set.copyOf(excluded);
        require(lease.isPresent() == (state == TaskState.LEASED), "a task has a live lease while it is leased");
        require(result.isPresent() == (state == TaskState.SUCCEEDED), "a task has a result once it succeeded");
        require(lease.stream().allMatch(live -> live.draw() == draws), "the live lease is of the last draw");
        require(troubles.losses() <= draws, "no more losses than draws");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("against the rule: " + rule);
        }
    }

    /** What the event does; it never does anything to a finished task. */
    public LifeDecision decide(LifeEvent event, LifeRules rules) {
        if (state.isFinished()) {
            return new Kept(isRepeated(event) ? Reason.DUPLICATE : Reason.FINISHED);
        }
        return switch (event) {
            case LifeEvent.Drawn(NodeAddress winner) -> drawn(winner, LeaseState.OFFERED);
            case LifeEvent.KeptWaiting(NodeAddress winner) -> drawn(winner, LeaseState.WAITING);
            case LifeEvent.PlaceFreed() -> goOn(LeaseState.WAITING, LeaseState.OFFERED);
            case LifeEvent.Started(Speaker speaker) -> heard(speaker).orElseGet(this::started);
            case LifeEvent.Delivered(Speaker speaker, Hash32 output) ->
                heard(speaker).orElseGet(() -> succeeded(speaker, output));
            case LifeEvent.GivenBack(Speaker speaker, Cause cause) ->
                heard(speaker).orElseGet(() -> lost(end(cause), rules));
            case LifeEvent.LeaseTimePassed() -> lostAnyhow(live -> live.state().atDeadline(), rules);
            case LifeEvent.SessionEnded() -> lostAnyhow(live -> live.state().atSessionEnd(), rules);
            case LifeEvent.CoordinatorWasAway() -> new Kept(Reason.NO_EFFECT);
            case LifeEvent.NobodyLeft() -> nobodyLeft();
            case LifeEvent.CancelWished() -> cancelled();
            case LifeEvent.TaskTimePassed() -> taskTimePassed();
            case LifeEvent.ModelWithdrawn() ->
                state == TaskState.QUEUED ? failed(TaskFailure.MODEL_WITHDRAWN) : new Kept(Reason.NO_EFFECT);
        };
    }

    /** Whether it is the very result that was accepted. */
    private boolean isRepeated(LifeEvent event) {
        return event instanceof LifeEvent.Delivered(Speaker speaker, Hash32 output)
                && result.stream()
                        .anyMatch(accepted -> accepted.draw() == speaker.draw()
                                && accepted.miner().equals(speaker.miner())
                                && accepted.outputHash().equals(output));
    }

    private LifeDecision drawn(NodeAddress winner, LeaseState next) {
        boolean mayWait = next != LeaseState.WAITING || !troubles.freeOnly();
        if (state != TaskState.QUEUED || excluded.contains(winner) || !mayWait) {
            return new Kept(Reason.NO_EFFECT);
        }
        var live = new LiveLease(draws + 1, winner, next, LiveLease.FIRST_FENCE);
        return held(new TaskLife(
                TaskState.LEASED,
                Optional.of(live),
                draws + 1,
                excluded,
                exclusionsCleared,
                troubles,
                Optional.empty()));
    }

    private LifeDecision goOn(LeaseState from, LeaseState to) {
        return lease.filter(live -> live.state() == from)
                .<LifeDecision>map(live -> held(withLease(live.become(to))))
                .orElseGet(() -> new Kept(Reason.NO_EFFECT));
    }

    private LifeDecision started() {
        return lease.stream().anyMatch(live -> live.state() == LeaseState.STARTED)
                ? new Kept(Reason.ALREADY)
                : goOn(LeaseState.OFFERED, LeaseState.STARTED);
    }

    /** Why what a miner says has no effect; empty if it is heard. */
    private Optional<LifeDecision> heard(Speaker speaker) {
        if (lease.isEmpty() || lease.get().draw() != speaker.draw()) {
            return Optional.of(new Kept(Reason.LEASE_OVER));
        }
        LiveLease live = lease.get();
        if (!live.miner().equals(speaker.miner()) || !live.state().isShown()) {
            return Optional.of(new Kept(Reason.NOT_YOURS));
        }
        return live.fence().equals(speaker.fence()) ? Optional.empty() : Optional.of(new Kept(Reason.WRONG_FENCE));
    }

    /** Who rejected the input of a task that another miner made a result of was wrong. */
    private LifeDecision succeeded(Speaker speaker, Hash32 output) {
        List<Fault> faults = troubles.inputRejectedBy().stream()
                .filter(miner -> !miner.equals(speaker.miner()))
                .sorted()
                .map(miner -> new Fault(miner, LeaseEnd.INPUT_REJECTED))
                .toList();
        var accepted = new AcceptedResult(speaker.draw(), speaker.miner(), speaker.fence(), output);
        return new Moved(
                finished(TaskState.SUCCEEDED, Optional.of(accepted)),
                Optional.of(LeaseEnd.ACCEPTED),
                Money.CAPTURED,
                Optional.empty(),
                faults);
    }

    private LeaseEnd end(Cause cause) {
        return switch (cause) {
            case OWN ->
                lease.stream().anyMatch(live -> live.state() == LeaseState.STARTED)
                        ? LeaseEnd.FAILED
                        : LeaseEnd.REFUSED;
            case UNFIT_INPUT -> LeaseEnd.INPUT_REJECTED;
            case BROKEN_OFFER -> LeaseEnd.COORDINATOR_FAULT;
        };
    }

    private LifeDecision lostAnyhow(Function<LiveLease, LeaseEnd> end, LifeRules rules) {
        return lease.map(live -> lost(end.apply(live), rules)).orElseGet(() -> new Kept(Reason.NO_EFFECT));
    }

    /** The lease ends without a result: the task goes back into the queue or is given up. */
    private LifeDecision lost(LeaseEnd end, LifeRules rules) {
        NodeAddress miner = lease.orElseThrow().miner();
        Troubles after = troubles.after(end, miner);
        Optional<TaskFailure> failure = failure(after, rules);
        Set<NodeAddress> without = new HashSet<>(excluded);
        if (end.excludesMiner() && failure.isEmpty()) {
            without.add(miner);
        }
        var next = new TaskLife(
                failure.isPresent() ? TaskState.FAILED : TaskState.QUEUED,
                Optional.empty(),
                draws,
                without,
                exclusionsCleared,
                after,
                Optional.empty());
        List<Fault> faults = end.blame() == Blame.MINER ? List.of(new Fault(miner, end)) : List.of();
        return new Moved(next, Optional.of(end), failure.isPresent() ? Money.RELEASED : Money.HELD, failure, faults);
    }

    private static Optional<TaskFailure> failure(Troubles after, LifeRules rules) {
        if (after.inputRejectedBy().size() >= rules.maxInputRejections()) {
            return Optional.of(TaskFailure.INPUT_REJECTED);
        }
        return after.losses() >= rules.maxLosses() ? Optional.of(TaskFailure.ATTEMPTS_EXHAUSTED) : Optional.empty();
    }

    /** The first time the slate is wiped; the second time the task is given up. */
    private LifeDecision nobodyLeft() {
        if (state != TaskState.QUEUED || excluded.isEmpty()) {
            return new Kept(Reason.NO_EFFECT);
        }
        return exclusionsCleared
                ? failed(TaskFailure.ATTEMPTS_EXHAUSTED)
                : held(new TaskLife(state, lease, draws, Set.of(), true, troubles, result));
    }

    private LifeDecision cancelled() {
        return new Moved(
                finished(TaskState.CANCELLED, Optional.empty()),
                lease.map(live -> LeaseEnd.CANCELLED),
                Money.RELEASED,
                Optional.empty(),
                List.of());
    }

    /** A miner that was told of the task may finish it, and is paid. */
    private LifeDecision taskTimePassed() {
        return lease.stream().anyMatch(live -> live.state().isShown())
                ? new Kept(Reason.NO_EFFECT)
                : failed(TaskFailure.DEADLINE_PASSED);
    }

    private LifeDecision failed(TaskFailure failure) {
        return new Moved(
                finished(TaskState.FAILED, Optional.empty()),
                lease.map(live -> LeaseEnd.PATIENCE_OVER),
                Money.RELEASED,
                Optional.of(failure),
                List.of());
    }

    private TaskLife finished(TaskState end, Optional<AcceptedResult> accepted) {
        return new TaskLife(
                state.become(end), Optional.empty(), draws, excluded, exclusionsCleared, troubles, accepted);
    }

    private TaskLife withLease(LiveLease live) {
        return new TaskLife(state, Optional.of(live), draws, excluded, exclusionsCleared, troubles, result);
    }

    private static Moved held(TaskLife next) {
        return new Moved(next, Optional.empty(), Money.HELD, Optional.empty(), List.of());
    }
}
