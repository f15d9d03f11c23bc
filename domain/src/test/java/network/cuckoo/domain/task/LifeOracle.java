package network.cuckoo.domain.task;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.cuckoo.domain.Fence;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.task.LifeDecision.Fault;
import network.cuckoo.domain.task.LifeDecision.Kept;
import network.cuckoo.domain.task.LifeDecision.Money;
import network.cuckoo.domain.task.LifeDecision.Moved;
import network.cuckoo.domain.task.LifeDecision.Reason;
import network.cuckoo.domain.task.LifeEvent.Speaker;

/**
 * Keeps its own books of one task, by what was sent and decided only, and holds every decision against the invariants: at most one
 * live lease and no way back from the end (I2), held once and closed once (I3), results only under the live lease's miner, draw and
 * fence (I4), and that nobody is blamed or left out for what it did not do.
 */
final class LifeOracle {
    private final LifeRules rules;
    private final Map<Integer, NodeAddress> winners = new HashMap<>();
    private final Set<Integer> over = new HashSet<>();
    private final Set<NodeAddress> losers = new HashSet<>();
    private final Set<NodeAddress> rejecters = new HashSet<>();
    private Optional<Integer> live = Optional.empty();
    private Optional<TaskLife> end = Optional.empty();
    private int losses;
    private int captures;
    private int releases;
    private boolean patienceOver;
    private Optional<LifeEvent.Delivered> paid = Optional.empty();

    LifeOracle(LifeRules rules) {
        this.rules = rules;
    }

    /** The live lease's draw. */
    Optional<Integer> live() {
        return live;
    }

    void check(TaskLife before, LifeEvent event, LifeDecision decision) {
        switch (decision) {
            case Kept(Reason reason) -> kept(before, event, reason);
            case Moved moved -> moved(before, event, moved);
        }
    }

    private void kept(TaskLife before, LifeEvent event, Reason reason) {
        require(
                (reason == Reason.DUPLICATE) == isPaidAlready(event),
                "the result that was paid, and only that, is a duplicate: " + reason);
        if (event instanceof LifeEvent.CancelWished) {
            require(end.isPresent(), "an app can cancel whatever is not finished");
        }
        if (event instanceof LifeEvent.Delivered(Speaker speaker, var output)) {
            require(end.isPresent() || !isOfLiveLease(before, speaker), "a good result is not turned away: " + reason);
        }
    }

    private boolean isPaidAlready(LifeEvent event) {
        return event instanceof LifeEvent.Delivered(Speaker speaker, var output)
                && paid.stream()
                        .anyMatch(first -> first.outputHash().equals(output)
                                && first.speaker().draw() == speaker.draw()
                                && first.speaker().miner().equals(speaker.miner()));
    }

    private void moved(TaskLife before, LifeEvent event, Moved moved) {
        require(end.isEmpty(), "I2 a finished task changes: " + event);
        TaskLife next = moved.next();
        checkAnswer(before, event, moved);
        moved.ended().ifPresent(ended -> leaseEnds(before, ended));
        begins(before, event, next);
        checkLease(next);
        checkMoney(moved);
        checkFaults(before, event, moved);
        if (next.state().isFinished()) {
            end = Optional.of(next);
        }
    }

    private void leaseEnds(TaskLife before, LeaseEnd ended) {
        LiveLease lease = before.lease().orElseThrow();
        require(live.equals(Optional.of(lease.draw())), "the lease that ends is the live one");
        require(ended.canEnd(lease.state()), "a lease that is " + lease.state() + " ends " + ended);
        over.add(lease.draw());
        live = Optional.empty();
        patienceOver = ended == LeaseEnd.PATIENCE_OVER;
        switch (ended) {
            case NOT_PICKED_UP, TIMED_OUT, REFUSED, FAILED, SUPERSEDED -> loses(lease.miner());
            case INPUT_REJECTED -> {
                loses(lease.miner());
                rejecters.add(lease.miner());
            }
            case COORDINATOR_FAULT -> losses++;
            case ACCEPTED, CANCELLED, PATIENCE_OVER -> {}
        }
    }

    private void loses(NodeAddress miner) {
        losses++;
        losers.add(miner);
    }

    private void begins(TaskLife before, LifeEvent event, TaskLife next) {
        if (event instanceof LifeEvent.NobodyLeft && next.state() == TaskState.QUEUED) {
            require(!before.exclusionsCleared(), "the slate is wiped once");
            losers.clear();
        }
        if (event instanceof LifeEvent.Drawn(NodeAddress winner)) {
            draw(next, winner);
        }
        if (event instanceof LifeEvent.KeptWaiting(NodeAddress winner)) {
            require(!patienceOver, "after its patience is over a task is drawn among the free");
            draw(next, winner);
        }
    }

    private void draw(TaskLife next, NodeAddress winner) {
        require(live.isEmpty(), "I2 a second live lease");
        require(!losers.contains(winner), "a miner that lost the task is drawn again");
        require(!winners.containsKey(next.draws()), "every draw has its own number");
        winners.put(next.draws(), winner);
        live = Optional.of(next.draws());
    }

    private void checkLease(TaskLife next) {
        require(
                next.lease().map(LiveLease::draw).equals(live),
                "I2 the live lease is " + live + ", not " + next.lease());
        require((next.state() == TaskState.LEASED) == live.isPresent(), "I2 " + next.state() + " with lease " + live);
        require(next.excluded().equals(losers) || next.state().isFinished(), "left out are those that lost the task");
        require(next.troubles().losses() == losses, losses + " losses, not " + next.troubles());
        require(losses < rules.maxLosses() || next.state().isFinished(), "a task loses no more leases than it may");
        require(rejecters.size() < rules.maxInputRejections() || next.state().isFinished(), "enough have rejected it");
    }

    private void checkMoney(Moved moved) {
        captures += moved.money() == Money.CAPTURED ? 1 : 0;
        releases += moved.money() == Money.RELEASED ? 1 : 0;
        TaskState state = moved.next().state();
        require(captures + releases == (state.isFinished() ? 1 : 0), "I3 closed once, at the end");
        require((captures == 1) == (state == TaskState.SUCCEEDED), "I3 paid for a result and for nothing else");
        require((moved.failure().isPresent()) == (state == TaskState.FAILED), "a failure has a reason");
    }

    private void checkAnswer(TaskLife before, LifeEvent event, Moved moved) {
        if (moved.next().state() != TaskState.SUCCEEDED) {
            return;
        }
        require(event instanceof LifeEvent.Delivered, "only a result makes a task succeed");
        var delivered = (LifeEvent.Delivered) event;
        require(isOfLiveLease(before, delivered.speaker()), "I4 a result by " + delivered.speaker());
        require(
                moved.next().result().stream()
                        .allMatch(result -> result.outputHash().equals(delivered.outputHash())
                                && result.fence().equals(delivered.speaker().fence())),
                "I4 the result that came is kept");
        paid = Optional.of(delivered);
    }

    private boolean isOfLiveLease(TaskLife before, Speaker speaker) {
        boolean shown = before.lease().stream().anyMatch(lease -> lease.state() != LeaseState.WAITING);
        return shown
                && live.equals(Optional.of(speaker.draw()))
                && !over.contains(speaker.draw())
                && speaker.miner().equals(winners.get(speaker.draw()))
                && speaker.fence().equals(new Fence(1));
    }

    private void checkFaults(TaskLife before, LifeEvent event, Moved moved) {
        List<Fault> expected = switch (event) {
            case LifeEvent.GivenBack(Speaker speaker, LifeEvent.Cause cause) ->
                cause == LifeEvent.Cause.OWN ? List.of(fault(before, moved)) : List.of();
            case LifeEvent.LeaseTimePassed() ->
                before.lease().orElseThrow().state() == LeaseState.STARTED ? List.of(fault(before, moved)) : List.of();
            case LifeEvent.Delivered(Speaker speaker, var output) ->
                rejecters.stream()
                        .filter(miner -> !miner.equals(speaker.miner()))
                        .sorted()
                        .map(miner -> new Fault(miner, LeaseEnd.INPUT_REJECTED))
                        .toList();
            default -> List.of();
        };
        require(moved.faults().equals(expected), "faults are " + expected + ", not " + moved.faults());
    }

    private static Fault fault(TaskLife before, Moved moved) {
        return new Fault(before.lease().orElseThrow().miner(), moved.ended().orElseThrow());
    }

    static void require(boolean holds, String message) {
        if (!holds) {
            throw new AssertionError(message);
        }
    }
}
