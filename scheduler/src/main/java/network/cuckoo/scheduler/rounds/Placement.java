package network.cuckoo.scheduler.rounds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.SessionId;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.draw.Draw;
import network.cuckoo.domain.draw.DrawOutcome;
import network.cuckoo.domain.draw.DrawRecord;
import network.cuckoo.domain.draw.DrawSeed;
import network.cuckoo.domain.draw.SkipReason;
import network.cuckoo.domain.id.UuidV7;
import network.cuckoo.domain.task.LeaseState;
import network.cuckoo.domain.task.TaskFailure;
import network.cuckoo.scheduler.ModelOffer;
import network.cuckoo.scheduler.SchedulerConfig;
import network.cuckoo.scheduler.apps.Turns;
import network.cuckoo.scheduler.draws.Assignment;
import network.cuckoo.scheduler.draws.DrawLog;
import network.cuckoo.scheduler.draws.SnapshotHash;
import network.cuckoo.scheduler.leases.LeaseRow;
import network.cuckoo.scheduler.leases.LeaseStore;
import network.cuckoo.scheduler.tasks.TaskEnding;
import network.cuckoo.scheduler.tasks.TaskEvent.Kind;
import network.cuckoo.scheduler.tasks.TaskEvents;
import network.cuckoo.scheduler.tasks.TaskEvents.NewEvent;
import network.cuckoo.scheduler.tasks.TaskInputs;
import network.cuckoo.scheduler.tasks.TaskQueue;
import network.cuckoo.scheduler.tasks.TaskRow;
import network.cuckoo.scheduler.tasks.TaskStore;
import network.cuckoo.scheduler.tasks.WaitingReason;
import org.jooq.DSLContext;

/** Places tasks within one round: draws in claim order, counts places down, and at the end writes everything in one batch. */
final class Placement {
    private static final int MAX_TASKS = 1_000;

    private final DSLContext tx;
    private final SchedulerConfig config;
    private final UuidV7 ids;
    private final TaskEnding endings;
    private final Basis basis;
    private final Turns turns;
    private final QueueReading queue;
    private final ModelReasons reasons;
    private final ObjectNode snapshot;
    private final Hash32 snapshotHash;
    private final List<TaskRow> tasks = new ArrayList<>();
    private final List<Assignment> assignments = new ArrayList<>();
    private final List<LeaseRow> leases = new ArrayList<>();
    private final List<NewEvent> events = new ArrayList<>();
    private final List<RoundReport.Placed> assigned = new ArrayList<>();
    private final List<TaskId> waiting = new ArrayList<>();
    private final List<TaskId> failed = new ArrayList<>();

    /** What the round stands on. */
    record Basis(UUID round, CurrentEpoch epoch, Hash32 secret, MinerPool miners) {}

    /** What the round works through. */
    record Work(Turns turns, QueueReading queue, ModelReasons reasons) {}

    Placement(DSLContext tx, SchedulerConfig config, UuidV7 ids, TaskEnding endings, Basis basis, Work work) {
        this.tx = tx;
        this.turns = work.turns();
        this.queue = work.queue();
        this.reasons = work.reasons();
        this.config = config;
        this.ids = ids;
        this.endings = endings;
        this.basis = basis;
        this.snapshot = basis.miners().content();
        this.snapshotHash = SnapshotHash.of(snapshot);
    }

    /** Claims and draws tasks of one model until its places or its tasks run out. */
    void place(ModelOffer offer) {
        ModelId model = offer.id();
        boolean more = true;
        while (more) {
            int places = Math.min(basis.miners().freePlaces(model), MAX_TASKS - assigned.size());
            List<TaskRow> claimed = places < 1 ? List.of() : queue.claim(model, places);
            claimed.forEach(task -> draw(offer, task));
            more = !claimed.isEmpty();
        }
        sayWhyTheRestWaits(model);
    }

    private void sayWhyTheRestWaits(ModelId model) {
        if (basis.miners().freePlaces(model) > 0) {
            reasons.none(tx, model);
        } else {
            reasons.waits(
                    tx,
                    model,
                    basis.miners().anybodyServes(model) ? WaitingReason.ALL_BUSY : WaitingReason.NO_MINER_ONLINE);
        }
    }

    private void draw(ModelOffer offer, TaskRow task) {
        if (!offer.modelHash().equals(task.request().modelHash())) {
            endings.fail(tx, task, TaskFailure.MODEL_WITHDRAWN, "the model's bundle was replaced");
            failed.add(task.id());
            queue.leaves(task.id());
            return;
        }
        switch (draw(task)) {
            case DrawOutcome.Drawn drawn -> assign(task, drawn.record());
            case DrawOutcome.NobodyAvailable nobody when allExcluded(nobody) -> startAnew(offer, task);
            case DrawOutcome.NobodyAvailable nobody -> wait(task, reason(nobody));
            case DrawOutcome.NoWeight ignored -> wait(task, WaitingReason.NO_WEIGHT);
        }
    }

    private DrawOutcome draw(TaskRow task) {
        CurrentEpoch epoch = basis.epoch();
        var seed = new DrawSeed(
                config.chainId(),
                config.coordinator(),
                epoch.number(),
                epoch.weights().root(),
                epoch.blockHash(),
                task.requestHash(),
                task.attempt() + 1);
        var availability = basis.miners().availability(task.request().model(), task.excluded());
        return Draw.draw(epoch.weights(), seed, basis.secret(), availability);
    }

    /** All that are there have lost the task: none is merely busy. */
    private static boolean allExcluded(DrawOutcome.NobodyAvailable nobody) {
        return nobody.miners().containsKey(SkipReason.EXCLUDED)
                && !nobody.miners().containsKey(SkipReason.NO_PLACE);
    }

    private static WaitingReason reason(DrawOutcome.NobodyAvailable nobody) {
        if (nobody.miners().containsKey(SkipReason.EXCLUDED)) {
            return WaitingReason.ONLY_EXCLUDED_FREE;
        }
        return nobody.miners().containsKey(SkipReason.NO_PLACE)
                ? WaitingReason.ALL_BUSY
                : WaitingReason.NO_MINER_ONLINE;
    }

    /** The first time that all have lost a task the slate is wiped; the second time it is given up. */
    private void startAnew(ModelOffer offer, TaskRow task) {
        if (task.exclusionsCleared()) {
            String detail = "every miner that is online has lost it twice; " + task.attempt() + " attempts";
            endings.fail(tx, task, TaskFailure.ATTEMPTS_EXHAUSTED, detail);
            failed.add(task.id());
            queue.leaves(task.id());
            return;
        }
        var anew = new TaskRow(
                task.id(),
                task.app(),
                task.request(),
                task.requestHash(),
                task.priority(),
                task.price(),
                task.state(),
                task.attempt(),
                Set.of(),
                true);
        draw(offer, anew);
    }

    private void wait(TaskRow task, WaitingReason reason) {
        TaskQueue.waiting(tx, List.of(task.id()), reason);
        waiting.add(task.id());
    }

    private void assign(TaskRow task, DrawRecord draw) {
        ModelId model = task.request().model();
        SessionId session = basis.miners().take(draw.winner(), model);
        var lease = new LeaseId(ids.next());
        assignments.add(new Assignment(
                lease,
                task.id(),
                basis.epoch().id(),
                basis.epoch().ownerOf(draw.winner()),
                draw,
                snapshotHash,
                basis.round(),
                assigned.size()));
        leases.add(new LeaseRow(
                lease,
                task.id(),
                draw.inputs().attempt(),
                draw.winner(),
                session,
                model,
                LeaseStore.FIRST_FENCE,
                LeaseState.OFFERED,
                Optional.empty()));
        events.add(event(task, draw));
        tasks.add(task);
        assigned.add(new RoundReport.Placed(task.id(), draw.winner()));
        turns.handOut(task.app(), task.price());
        queue.leaves(task.id());
    }

    private static NewEvent event(TaskRow task, DrawRecord draw) {
        return new NewEvent(
                task.id(),
                TaskInputs.object()
                        .put("miner", draw.winner().hex())
                        .put("attempt", draw.inputs().attempt())
                        .put("epoch", draw.inputs().epoch().value())
                        .put("skips", draw.skips().size()));
    }

    /** Writes what was drawn. */
    RoundReport.Ran write() {
        if (!assigned.isEmpty()) {
            DrawLog.keepSnapshot(tx, snapshotHash, snapshot);
            TaskStore.leaseAll(tx, tasks);
            TaskQueue.remove(tx, tasks.stream().map(TaskRow::id).toList());
            DrawLog.insertAll(tx, assignments);
            LeaseStore.offerAll(tx, leases, config.times().pickUp());
            TaskEvents.appendAll(tx, Kind.ASSIGNED, events);
            turns.write();
        }
        return new RoundReport.Ran(basis.round(), assigned, waiting, failed, assigned.size() >= MAX_TASKS);
    }
}
