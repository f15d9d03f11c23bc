package network.cuckoo.scheduler.leases;

import static network.cuckoo.db.generated.Tables.LEASE;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import network.cuckoo.db.generated.tables.records.LeaseRecord;
import network.cuckoo.domain.Fence;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.SessionId;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.task.LeaseEnd;
import network.cuckoo.domain.task.LeaseState;
import network.cuckoo.scheduler.clock.DatabaseClock;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.jooq.types.DayToSecond;

/** The only writer of the table {@code lease}. */
public final class LeaseStore {
    /** The fence of a new lease. */
    public static final Fence FIRST_FENCE = new Fence(1);

    private LeaseStore() {}

    /** The insert of a lease on offer; for a batch. */
    public static Query offered(DSLContext tx, LeaseRow lease, Duration pickUp) {
        return tx.insertInto(LEASE)
                .set(LEASE.LEASE_ID, lease.id().value())
                .set(LEASE.TASK_ID, lease.task().value())
                .set(LEASE.NODE_ADDRESS, lease.node().address())
                .set(LEASE.SESSION_ID, lease.session().value())
                .set(LEASE.MODEL, lease.model().value())
                .set(LEASE.FENCE, lease.fence().value())
                .set(LEASE.STATE, lease.state().name())
                .set(LEASE.DEADLINE, DatabaseClock.in(pickUp));
    }

    /** The lease as it stands, not held. */
    public static Optional<LeaseRow> find(DSLContext read, LeaseId lease) {
        return read.selectFrom(LEASE).where(LEASE.LEASE_ID.eq(lease.value())).fetchOptional(LeaseStore::row);
    }

    /** The lease, held until the transaction ends; its task must be held already. */
    public static LeaseRow lock(DSLContext tx, LeaseId lease) {
        return tx.selectFrom(LEASE)
                .where(LEASE.LEASE_ID.eq(lease.value()))
                .forNoKeyUpdate()
                .fetchOptional(LeaseStore::row)
                .orElseThrow(() -> new IllegalStateException("lease " + lease + " is not there"));
    }

    /** The task's live lease, held; its task must be held already. */
    public static Optional<LeaseRow> lockLiveOf(DSLContext tx, TaskId task) {
        return tx.selectFrom(LEASE)
                .where(LEASE.TASK_ID.eq(task.value()), isLive())
                .forNoKeyUpdate()
                .fetchOptional(LeaseStore::row);
    }

    /** Tasks on which the session holds a live lease, in the order in which they must be locked. */
    public static List<TaskId> tasksOf(DSLContext read, SessionId session) {
        return read.select(LEASE.TASK_ID)
                .from(LEASE)
                .where(LEASE.SESSION_ID.eq(session.value()), isLive())
                .orderBy(LEASE.TASK_ID)
                .fetch(row -> new TaskId(row.value1()));
    }

    /** Tasks whose live leases are past their deadline, longest first. */
    static List<TaskId> overdueTasks(DSLContext read, int limit) {
        return read.select(LEASE.TASK_ID)
                .from(LEASE)
                .where(isLive(), LEASE.DEADLINE.lt(DatabaseClock.now()))
                .orderBy(LEASE.DEADLINE)
                .limit(limit)
                .fetch(row -> new TaskId(row.value1()));
    }

    /** The task's live lease if it is past its deadline and somebody was there to serve it, held. */
    static Optional<LeaseRow> lockOverdueOf(DSLContext tx, TaskId task, Duration heartbeatGap) {
        return tx.selectFrom(LEASE)
                .where(
                        LEASE.TASK_ID.eq(task.value()),
                        isLive(),
                        LEASE.DEADLINE.lt(DatabaseClock.now()),
                        Heartbeat.somebodyAlive(heartbeatGap))
                .forNoKeyUpdate()
                .fetchOptional(LeaseStore::row);
    }

    /** The miner has begun: the result is due after the lease time. */
    static void start(DSLContext tx, LeaseRow lease, Duration leaseTime) {
        int updated = tx.update(LEASE)
                .set(LEASE.STATE, LeaseState.STARTED.name())
                .set(LEASE.STARTED_AT, DatabaseClock.now())
                .set(LEASE.DEADLINE, DatabaseClock.in(leaseTime))
                .where(LEASE.LEASE_ID.eq(lease.id().value()), LEASE.STATE.eq(LeaseState.OFFERED.name()))
                .execute();
        if (updated != 1) {
            throw new IllegalStateException("lease " + lease.id() + " is no longer on offer");
        }
    }

    /**
     * Ends a live lease and raises its fence, in the same update.
     *
     * @throws IllegalStateException if it can't end so, or was changed by somebody else
     */
    public static void end(DSLContext tx, LeaseRow lease, LeaseEnd reason, String detail) {
        if (!reason.canEnd(lease.state())) {
            throw new IllegalStateException(
                    "lease " + lease.id() + " is " + lease.state() + " and can't end " + reason);
        }
        int updated = tx.update(LEASE)
                .set(LEASE.STATE, LeaseState.ENDED.name())
                .set(LEASE.END_REASON, reason.name())
                .set(LEASE.END_DETAIL, detail)
                .set(LEASE.ENDED_AT, DatabaseClock.now())
                .set(LEASE.FENCE, LEASE.FENCE.plus(1))
                .where(
                        LEASE.LEASE_ID.eq(lease.id().value()),
                        LEASE.FENCE.eq(lease.fence().value()),
                        isLive())
                .execute();
        if (updated != 1) {
            throw new IllegalStateException("lease " + lease.id() + " no longer has fence " + lease.fence());
        }
    }

    /** Gives all live leases so much more time. */
    static int extendAll(DSLContext tx, Duration by) {
        return tx.update(LEASE)
                .set(LEASE.DEADLINE, LEASE.DEADLINE.plus(DayToSecond.valueOf(by)))
                .where(isLive())
                .execute();
    }

    /** Whether the lease has not ended. */
    public static Condition isLive() {
        return LEASE.STATE.ne(DSL.inline(LeaseState.ENDED.name()));
    }

    private static LeaseRow row(LeaseRecord lease) {
        return new LeaseRow(
                new LeaseId(lease.getLeaseId()),
                new TaskId(lease.getTaskId()),
                new NodeAddress(lease.getNodeAddress()),
                new SessionId(lease.getSessionId()),
                new ModelId(lease.getModel()),
                new Fence(lease.getFence()),
                LeaseState.valueOf(lease.getState()),
                Optional.ofNullable(lease.getEndReason()).map(LeaseEnd::valueOf));
    }
}
