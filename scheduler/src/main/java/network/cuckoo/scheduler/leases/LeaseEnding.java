package network.cuckoo.scheduler.leases;

import java.util.Optional;
import network.cuckoo.domain.task.LeaseEnd;
import network.cuckoo.domain.task.LifeDecision.Kept;
import network.cuckoo.domain.task.LifeDecision.Moved;
import network.cuckoo.domain.task.LifeEvent;
import network.cuckoo.domain.task.LifeEvent.Cause;
import network.cuckoo.domain.task.LifeRules;
import network.cuckoo.domain.task.LiveLease;
import network.cuckoo.domain.task.TaskFailure;
import network.cuckoo.domain.task.TaskLife;
import network.cuckoo.scheduler.sessions.SessionStore;
import network.cuckoo.scheduler.standing.Standings;
import network.cuckoo.scheduler.tasks.TaskEnding;
import network.cuckoo.scheduler.tasks.TaskEvent.Kind;
import network.cuckoo.scheduler.tasks.TaskEvents;
import network.cuckoo.scheduler.tasks.TaskInputs;
import network.cuckoo.scheduler.tasks.TaskRow;
import network.cuckoo.scheduler.tasks.TaskStore;
import network.cuckoo.scheduler.tasks.TaskTroubles;
import org.jooq.DSLContext;

/** Ends leases without a result, as {@link TaskLife} decides. The caller holds the task's row, then the lease's. */
public final class LeaseEnding {
    /** What a miner says that finds the input unfit. */
    private static final String INPUT_REJECTED = "input-rejected";
    /** What a miner says whose check of the request's hash fails. */
    private static final String HASH_MISMATCH = "request-hash-mismatch";

    private final TaskEnding tasks;
    private final Standings standings;
    private final LifeRules rules;

    public LeaseEnding(TaskEnding tasks, Standings standings, LifeRules rules) {
        this.tasks = tasks;
        this.standings = standings;
        this.rules = rules;
    }

    /** Ends a lease; the task goes back to the queue, without the loser where that is the miner's, or is given up. */
    public void lose(DSLContext tx, TaskRow task, LeaseRow lease, LeaseEnd reason, String detail) {
        LifeEvent event = switch (reason) {
            case NOT_PICKED_UP, TIMED_OUT, PATIENCE_OVER -> new LifeEvent.LeaseTimePassed();
            case REFUSED, FAILED -> givenBack(task, lease, Cause.OWN);
            case INPUT_REJECTED -> givenBack(task, lease, Cause.UNFIT_INPUT);
            case COORDINATOR_FAULT -> givenBack(task, lease, Cause.BROKEN_OFFER);
            case SUPERSEDED -> new LifeEvent.SessionEnded();
            case ACCEPTED, CANCELLED -> throw new IllegalArgumentException(reason + " is no loss of a lease");
        };
        happens(tx, task, Optional.of(lease), event, detail);
    }

    /** The lease's deadline has passed. */
    void expire(DSLContext tx, TaskRow task, LeaseRow lease) {
        happens(tx, task, Optional.of(lease), new LifeEvent.LeaseTimePassed(), "deadline passed");
    }

    /** The miner gives the task back for a reason that it names by a code. */
    void giveBack(DSLContext tx, TaskRow task, LeaseRow lease, String code, String detail) {
        happens(tx, task, Optional.of(lease), givenBack(task, lease, cause(task, code)), detail);
    }

    /** A miner's word on the hash is checked: it is no way out of the blame. */
    private static Cause cause(TaskRow task, String code) {
        return switch (code) {
            case INPUT_REJECTED -> Cause.UNFIT_INPUT;
            case HASH_MISMATCH ->
                task.request().requestHash().equals(task.requestHash()) ? Cause.OWN : Cause.BROKEN_OFFER;
            default -> Cause.OWN;
        };
    }

    private static LifeEvent givenBack(TaskRow task, LeaseRow lease, Cause cause) {
        return new LifeEvent.GivenBack(new LifeEvent.Speaker(task.attempt(), lease.node(), lease.fence()), cause);
    }

    /** Takes an unfinished task back for its app; a live lease on it ends. */
    public void cancel(DSLContext tx, TaskRow task) {
        var lease = LeaseStore.lockLiveOf(tx, task.id());
        happens(tx, task, lease, new LifeEvent.CancelWished(), "cancelled by the app");
    }

    /** The task's own deadline has passed; whether it is given up for that. */
    boolean timeIsUp(DSLContext tx, TaskRow task) {
        var lease = LeaseStore.lockLiveOf(tx, task.id());
        return happens(
                tx, task, lease, new LifeEvent.TaskTimePassed(), "no miner worked on it when its deadline passed");
    }

    private boolean happens(DSLContext tx, TaskRow task, Optional<LeaseRow> lease, LifeEvent event, String detail) {
        TaskLife life = life(tx, task, lease);
        return switch (life.decide(event, rules)) {
            case Moved moved -> {
                lease.ifPresent(row -> moved.ended().ifPresent(end -> end(tx, row, end, detail)));
                if (!moved.next().troubles().equals(life.troubles())) {
                    TaskTroubles.keep(tx, task.id(), moved.next().troubles());
                }
                standings.blame(tx, moved.faults());
                goOn(tx, task, lease, moved, detail);
                yield true;
            }
            case Kept ignored -> false;
        };
    }

    private static TaskLife life(DSLContext tx, TaskRow task, Optional<LeaseRow> lease) {
        return new TaskLife(
                task.state(),
                lease.map(row -> new LiveLease(task.attempt(), row.node(), row.state(), row.fence())),
                task.attempt(),
                task.excluded(),
                task.exclusionsCleared(),
                TaskTroubles.of(tx, task.id()),
                Optional.empty());
    }

    private static void end(DSLContext tx, LeaseRow lease, LeaseEnd end, String detail) {
        LeaseStore.end(tx, lease, end, detail);
        if (end == LeaseEnd.NOT_PICKED_UP) {
            SessionStore.markUnanswered(tx, lease.session());
        }
    }

    private void goOn(DSLContext tx, TaskRow task, Optional<LeaseRow> lease, Moved moved, String detail) {
        switch (moved.next().state()) {
            case QUEUED -> requeue(tx, task, lease.orElseThrow(), moved.ended().orElseThrow(), detail);
            case FAILED -> fail(tx, task, moved, detail);
            case CANCELLED -> tasks.cancel(tx, task);
            case LEASED, SUCCEEDED ->
                throw new IllegalStateException("task " + task.id() + " can't become " + moved.next() + " here");
        }
    }

    private static void requeue(DSLContext tx, TaskRow task, LeaseRow lease, LeaseEnd end, String detail) {
        TaskStore.requeue(tx, task, Optional.of(lease.node()).filter(node -> end.excludesMiner()));
        var data = TaskInputs.object()
                .put("miner", lease.node().hex())
                .put("attempt", task.attempt())
                .put("reason", end.name())
                .put("detail", detail);
        TaskEvents.append(tx, task.id(), Kind.REQUEUED, data);
    }

    private void fail(DSLContext tx, TaskRow task, Moved moved, String detail) {
        TaskFailure failure = moved.failure().orElseThrow();
        String why = switch (failure) {
            case ATTEMPTS_EXHAUSTED ->
                moved.next().troubles().losses() + " leases lost in " + task.attempt() + " attempts; the last ended "
                        + moved.ended().orElseThrow() + " " + detail;
            case INPUT_REJECTED ->
                moved.next().troubles().inputRejectedBy().size() + " miners found the input unfit; the last said: "
                        + detail;
            case DEADLINE_PASSED, MODEL_WITHDRAWN -> detail;
        };
        tasks.fail(tx, task, failure, why);
    }
}
