package network.cuckoo.scheduler.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import network.cuckoo.domain.Fence;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.task.LeaseState;
import network.cuckoo.domain.task.LifeDecision;
import network.cuckoo.domain.task.LifeDecision.Kept;
import network.cuckoo.domain.task.LifeDecision.Moved;
import network.cuckoo.domain.task.LifeDecision.Reason;
import network.cuckoo.domain.task.LifeEvent;
import network.cuckoo.domain.task.LifeEvent.Cause;
import network.cuckoo.domain.task.LifeEvent.Speaker;
import network.cuckoo.domain.task.LifeRules;
import network.cuckoo.domain.task.LiveLease;
import network.cuckoo.domain.task.TaskLife;
import network.cuckoo.domain.task.TaskState;
import network.cuckoo.scheduler.leases.LeaseAnswer;
import network.cuckoo.scheduler.leases.LeaseOffer;
import network.cuckoo.scheduler.leases.LeaseStore;
import network.cuckoo.scheduler.results.ResultVerdict;
import network.cuckoo.scheduler.tasks.Cancellation;
import network.cuckoo.scheduler.tasks.Submission;
import network.cuckoo.scheduler.tasks.TaskRow;
import network.cuckoo.scheduler.tasks.TaskStore;
import network.cuckoo.scheduler.tasks.TaskTerms;
import network.cuckoo.scheduler.tasks.TaskTroubles;

/**
 * One task's life on the real desks and database, in an order that the seed draws, beside the pure rules as a model: after each step
 * both must stand the same and have answered the same.
 */
final class ModelRun {
    private static final int STEPS = 16;
    private static final List<String> OUTPUTS = List.of("one output", "another output");

    private final ModelWorld world;
    private final Random random;
    private final LifeRules rules;
    private final TaskId task;
    private final List<LeaseOffer> leases = new ArrayList<>();
    private final List<NodeAddress> winners = new ArrayList<>();
    private final List<String> history = new ArrayList<>();
    private TaskLife model = TaskLife.NEW;
    private int captures;
    private int releases;
    private Optional<String> failure = Optional.empty();

    ModelRun(ModelWorld world, long seed) {
        this.world = world;
        this.random = new Random(seed);
        this.rules = new LifeRules(ModelWorld.MAX_LOSSES, LifeRules.DEFAULT_INPUT_REJECTIONS);
        var terms = new TaskTerms(0, Optional.of(Duration.ofHours(1)), Optional.empty());
        var submission = world.desks().tasks().submit(world.app(), world.request(), terms, Optional.empty());
        this.task = ((Submission.Accepted) submission).task().id();
    }

    /** What was done, last step last. */
    List<String> history() {
        return history;
    }

    void run() {
        for (int i = 0; i < STEPS; i++) {
            step();
            compare();
        }
        if (!model.state().isFinished()) {
            cancel();
            compare();
        }
    }

    private void step() {
        switch (random.nextInt(18)) {
            case 0, 1, 2, 3, 4 -> round();
            case 5, 6 -> start();
            case 7, 8, 9 -> deliver();
            case 10, 11, 12 -> giveBack();
            case 13, 14 -> leaseTimePasses();
            case 15 -> sessionEnds();
            case 16 -> coordinatorWasAway();
            default -> rarely();
        }
    }

    private void rarely() {
        switch (random.nextInt(6)) {
            case 0 -> cancel();
            case 1 -> taskTimePasses();
            default -> placeFreed();
        }
    }

    /** A round draws; whether the winner keeps the task waiting is written into the table, as a busy world would. */
    private void round() {
        history.add("round");
        world.allAreOnline();
        boolean isQueued = model.state() == TaskState.QUEUED;
        if (isQueued && model.excluded().containsAll(world.nodes())) {
            happens(new LifeEvent.NobodyLeft());
        }
        world.desks().round().run();
        if (!isQueued || model.state().isFinished()) {
            return;
        }
        LeaseOffer lease = world.liveLease(task).orElseThrow(() -> new AssertionError("the round placed nobody"));
        NodeAddress winner = world.winner(lease.lease());
        boolean waits = !model.troubles().freeOnly() && random.nextInt(3) == 0;
        if (waits) {
            world.setState(lease.lease(), LeaseState.WAITING);
        }
        leases.add(lease);
        winners.add(winner);
        happens(waits ? new LifeEvent.KeptWaiting(winner) : new LifeEvent.Drawn(winner));
    }

    private void placeFreed() {
        history.add("place freed");
        if (happens(new LifeEvent.PlaceFreed()) instanceof Moved) {
            world.setState(leases.getLast().lease(), LeaseState.OFFERED);
        }
    }

    /** Who says something about which lease: mostly the holder about the last one. */
    private record Message(LeaseOffer lease, Speaker speaker, NodeAddress holder) {
        boolean isTheft() {
            return !speaker.miner().equals(holder);
        }
    }

    private Optional<Message> message() {
        if (leases.isEmpty()) {
            return Optional.empty();
        }
        int place = random.nextInt(4) == 0 ? random.nextInt(leases.size()) : leases.size() - 1;
        NodeAddress holder = winners.get(place);
        NodeAddress speaker = random.nextInt(8) == 0
                ? world.nodes().get(random.nextInt(world.nodes().size()))
                : holder;
        var fence = new Fence(random.nextInt(8) == 0 ? 2 : 1);
        return Optional.of(new Message(leases.get(place), new Speaker(place + 1, speaker, fence), holder));
    }

    private void start() {
        message().ifPresent(message -> {
            history.add("start " + message.speaker());
            LeaseAnswer answer = world.desks()
                    .leases()
                    .start(
                            world.session(message.speaker().miner()),
                            message.lease().lease(),
                            message.speaker().fence());
            answered(message, new LifeEvent.Started(message.speaker()), kind(answer));
        });
    }

    private void giveBack() {
        message().ifPresent(message -> {
            Cause cause = random.nextInt(3) == 0 ? Cause.UNFIT_INPUT : Cause.OWN;
            history.add("give back " + message.speaker() + " " + cause);
            String code = cause == Cause.UNFIT_INPUT ? "input-rejected" : "inference-failed";
            LeaseAnswer answer = world.desks()
                    .leases()
                    .fail(
                            world.session(message.speaker().miner()),
                            message.lease().lease(),
                            message.speaker().fence(),
                            code,
                            "simulated");
            answered(message, new LifeEvent.GivenBack(message.speaker(), cause), kind(answer));
        });
    }

    private void deliver() {
        message().ifPresent(message -> {
            String output = OUTPUTS.get(random.nextInt(4) == 0 ? 1 : 0);
            history.add("deliver " + message.speaker() + " " + output);
            var report = world.miner(message.speaker().miner())
                    .result(message.lease(), message.speaker().fence(), output);
            ResultVerdict verdict = world.desks()
                    .results()
                    .accept(world.session(message.speaker().miner()), report);
            Hash32 hash = report.outputHash();
            answered(message, new LifeEvent.Delivered(message.speaker(), hash), kind(verdict));
        });
    }

    private void answered(Message message, LifeEvent event, String answer) {
        LifeDecision decision = happens(event);
        String expected = message.isTheft() ? "not yours" : answer(decision);
        require(answer.equals(expected), "the desk answers '" + answer + "', the rules '" + expected + "'");
    }

    private static String answer(LifeDecision decision) {
        return switch (decision) {
            case Moved ignored -> "done";
            case Kept(Reason reason) ->
                switch (reason) {
                    case ALREADY -> "done";
                    case DUPLICATE -> "duplicate";
                    case FINISHED, LEASE_OVER -> "over";
                    case NOT_YOURS -> "not yours";
                    case WRONG_FENCE -> "wrong fence";
                    case NO_EFFECT -> "no effect";
                };
        };
    }

    private static String kind(LeaseAnswer answer) {
        return switch (answer) {
            case LeaseAnswer.Done ignored -> "done";
            case LeaseAnswer.NotYours ignored -> "not yours";
            case LeaseAnswer.Ended ignored -> "over";
            case LeaseAnswer.WrongFence ignored -> "wrong fence";
        };
    }

    private static String kind(ResultVerdict verdict) {
        return switch (verdict) {
            case ResultVerdict.Accepted ignored -> "done";
            case ResultVerdict.Duplicate ignored -> "duplicate";
            case ResultVerdict.Late ignored -> "over";
            case ResultVerdict.NotYours ignored -> "not yours";
            case ResultVerdict.WrongFence ignored -> "wrong fence";
            default -> "unfit: " + verdict;
        };
    }

    private void leaseTimePasses() {
        history.add("lease time passes");
        world.passLeaseDeadline(task);
        world.desks().sweep().run();
        happens(new LifeEvent.LeaseTimePassed());
    }

    private void taskTimePasses() {
        history.add("task time passes");
        world.passTaskDeadline(task);
        world.desks().sweep().run();
        happens(new LifeEvent.TaskTimePassed());
        if (!model.state().isFinished()) {
            // The next loss is the last one, now that its time is up: out of the model's way.
            world.restoreTaskDeadline(task);
        }
    }

    private void coordinatorWasAway() {
        history.add("coordinator was away");
        world.coordinatorWasAway(task);
        require(world.desks().sweep().run() == 0, "an outage cost a miner its lease");
        happens(new LifeEvent.CoordinatorWasAway());
    }

    private void sessionEnds() {
        history.add("session ends");
        Optional<NodeAddress> holder = model.lease().map(LiveLease::miner);
        world.login(holder.orElse(world.nodes().getFirst()));
        if (holder.isPresent()) {
            happens(new LifeEvent.SessionEnded());
        }
    }

    private void cancel() {
        history.add("cancel");
        boolean isFinished = model.state().isFinished();
        Cancellation cancellation = world.desks().tasks().cancel(world.app(), task);
        boolean cancelled = cancellation instanceof Cancellation.Cancelled;
        require(cancelled || isFinished, "a task that is not finished can be cancelled");
        happens(new LifeEvent.CancelWished());
    }

    private LifeDecision happens(LifeEvent event) {
        LifeDecision decision = model.decide(event, rules);
        if (decision instanceof Moved moved) {
            moved.ended()
                    .ifPresent(end -> require(
                            world.endOf(leases.getLast().lease()).equals(Optional.of(end.name())),
                            "the lease ends " + world.endOf(leases.getLast().lease()) + ", by the rules " + end));
            captures += moved.money() == LifeDecision.Money.CAPTURED ? 1 : 0;
            releases += moved.money() == LifeDecision.Money.RELEASED ? 1 : 0;
            failure = moved.failure().map(code -> code.code());
            world.expect(moved.faults());
            model = moved.next();
        }
        return decision;
    }

    private void compare() {
        TaskRow row = TaskStore.lockFree(world.read(), List.of(task)).getFirst();
        require(row.state() == model.state(), "the task is " + row.state() + ", by the rules " + model.state());
        require(row.attempt() == model.draws(), "draws");
        if (!model.state().isFinished()) {
            require(row.excluded().equals(model.excluded()), "left out: " + row.excluded() + ", by the rules " + model);
        }
        require(TaskTroubles.of(world.read(), task).equals(model.troubles()), "troubles");
        var live = LeaseStore.lockLiveOf(world.read(), task)
                .map(lease -> new LiveLease(row.attempt(), lease.node(), lease.state(), lease.fence()));
        require(live.equals(model.lease()), "the live lease is " + live + ", by the rules " + model.lease());
        require(
                world.failureOf(task).equals(failure),
                "failure " + world.failureOf(task) + ", by the rules " + failure);
        compareMoney();
        world.compareFaults();
    }

    private void compareMoney() {
        var legs = world.legsOf(task);
        require(legs.equals(expectedLegs()), "the books say " + legs + ", the rules " + expectedLegs());
    }

    private List<String> expectedLegs() {
        var legs = new ArrayList<String>();
        if (captures > 0) {
            legs.add("CAPTURE");
        }
        legs.add("HOLD");
        if (releases > 0) {
            legs.add("RELEASE");
        }
        return legs;
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new AssertionError(message);
        }
    }
}
