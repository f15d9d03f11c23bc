package network.cuckoo.scheduler.leases;

import static network.cuckoo.db.generated.Tables.LEASE;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import network.cuckoo.db.Database;
import network.cuckoo.db.GroupCommit;
import network.cuckoo.domain.Fence;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.scheduler.ModelCatalogue;
import network.cuckoo.scheduler.clock.DatabaseClock;
import network.cuckoo.scheduler.sessions.Session;
import network.cuckoo.scheduler.sessions.SessionStore;
import network.cuckoo.scheduler.sessions.SessionStore.Poll;
import network.cuckoo.scheduler.signals.Waker;
import network.cuckoo.scheduler.tasks.TaskEvent.Kind;
import network.cuckoo.scheduler.tasks.TaskEvents;
import network.cuckoo.scheduler.tasks.TaskInputs;
import network.cuckoo.scheduler.tasks.TaskRow;
import network.cuckoo.scheduler.tasks.TaskStore;
import org.jooq.DSLContext;

/** Where miner nodes ask for work and speak about it. */
public final class LeaseDesk {
    private static final int MAX_DETAIL_CHARACTERS = 500;
    private static final int MAX_GROUP = 256;

    private final Database database;
    private final LeaseEnding ending;
    private final Waker waker;
    private final Duration noteEvery;
    private final HeldLeases held;
    private final GroupCommit<Starts.Start, Starts.Answer> starts;

    /** @param noteEvery how often a miner's polls are written down; a small part of the silence that makes it count as offline */
    public LeaseDesk(Database database, ModelCatalogue catalogue, LeaseEnding ending, Waker waker, Duration noteEvery) {
        this.database = database;
        this.ending = ending;
        this.waker = waker;
        this.noteEvery = noteEvery;
        this.held = new HeldLeases(database);
        this.starts = new GroupCommit<>(
                MAX_GROUP, group -> database.pointTransaction(tx -> new Starts(tx, catalogue).run(group)));
    }

    /**
     * Says that the miner is there, and what is new for it; never waits. Empty if the session has ended. To wait, subscribe to
     * the lease signals first, poll, and poll again after each signal.
     */
    public Optional<PollReply> poll(Session session, Set<LeaseId> known, boolean draining) {
        if (SessionStore.polledWithin(database.read(), session.id(), draining, noteEvery)) {
            return Optional.of(reply(session, known));
        }
        Poll poll = database.transaction(tx -> SessionStore.poll(tx, session.id(), draining));
        if (poll == Poll.SESSION_ENDED) {
            return Optional.empty();
        }
        if (poll == Poll.CAME_BACK) {
            waker.workChanged();
        }
        return Optional.of(reply(session, known));
    }

    private PollReply reply(Session session, Set<LeaseId> known) {
        var offers = new ArrayList<LeaseOffer>();
        var gone = new HashSet<>(known);
        for (LeaseOffer live : held.of(session)) {
            if (!gone.remove(live.lease())) {
                offers.add(live);
            }
        }
        return new PollReply(offers, List.copyOf(gone));
    }

    /** The miner begins; the model's lease time runs from now. Repeating it changes nothing. */
    public LeaseAnswer start(Session session, LeaseId lease, Fence fence) {
        Starts.Answer answer = starts.call(new Starts.Start(session, lease, fence));
        answer.begun().ifPresent(waker::taskChanged);
        return answer.answer();
    }

    /** The miner has done so many of so many steps. */
    public LeaseAnswer progress(Session session, LeaseId lease, Fence fence, int done, int total) {
        if (done < 0 || total < 1 || done > total) {
            throw new IllegalArgumentException(
                    "progress must be 0 to a total of at least 1, not " + done + "/" + total);
        }
        return withLease(session, lease, fence, (tx, held) -> {
            var data = TaskInputs.object()
                    .put("miner", session.node().hex())
                    .put("attempt", held.task().attempt())
                    .put("done", done)
                    .put("total", total);
            TaskEvents.append(tx, held.task().id(), Kind.PROGRESS, data);
            return done(tx, held);
        });
    }

    /** The miner gives up, whatever the code says; a lease that it had not started ends refused. The task goes to another. */
    public LeaseAnswer fail(Session session, LeaseId lease, Fence fence, String code, String detail) {
        String why = (code + ": " + detail).replace("\0", "");
        String bounded = why.substring(0, Math.min(MAX_DETAIL_CHARACTERS, why.length()));
        LeaseAnswer answer = withLease(session, lease, fence, (tx, held) -> {
            ending.giveBack(tx, held.task(), held.lease(), code, bounded);
            return new LeaseAnswer.Done(Duration.ZERO);
        });
        if (answer instanceof LeaseAnswer.Done) {
            waker.workChanged();
        }
        return answer;
    }

    /** A task and a live lease on it, both held. */
    private record Held(TaskRow task, LeaseRow lease) {}

    private LeaseAnswer withLease(
            Session session, LeaseId id, Fence fence, BiFunction<DSLContext, Held, LeaseAnswer> work) {
        Optional<LeaseRow> found = LeaseStore.find(database.read(), id)
                .filter(lease -> lease.node().equals(session.node()));
        if (found.isEmpty()) {
            return new LeaseAnswer.NotYours();
        }
        LeaseAnswer answer = database.transaction(tx -> {
            TaskRow task = TaskStore.lock(tx, found.get().task()).orElseThrow();
            LeaseRow lease = LeaseStore.lock(tx, id);
            return refusal(session, lease, fence).orElseGet(() -> work.apply(tx, new Held(task, lease)));
        });
        if (answer instanceof LeaseAnswer.Done) {
            waker.taskChanged(found.get().task());
        }
        return answer;
    }

    static Optional<LeaseAnswer> refusal(Session session, LeaseRow lease, Fence fence) {
        if (lease.end().isPresent()) {
            return Optional.of(new LeaseAnswer.Ended(lease.end().get()));
        }
        if (!lease.session().equals(session.id()) || !lease.state().isShown()) {
            return Optional.of(new LeaseAnswer.NotYours());
        }
        return lease.fence().equals(fence) ? Optional.empty() : Optional.of(new LeaseAnswer.WrongFence(fence));
    }

    private static LeaseAnswer done(DSLContext tx, Held held) {
        var row = tx.select(LEASE.DEADLINE, DatabaseClock.now())
                .from(LEASE)
                .where(LEASE.LEASE_ID.eq(held.lease().id().value()))
                .fetchSingle();
        return new LeaseAnswer.Done(Duration.between(row.value2(), row.value1()));
    }
}
