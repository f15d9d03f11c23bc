package network.cuckoo.scheduler.leases;

import static network.cuckoo.db.generated.Tables.LEASE;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import network.cuckoo.db.RowsStatement;
import network.cuckoo.db.SqlFile;
import network.cuckoo.db.generated.tables.records.LeaseRecord;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Fence;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.SessionId;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.task.LeaseEnd;
import network.cuckoo.domain.task.LeaseState;
import network.cuckoo.scheduler.clock.DatabaseClock;
import network.cuckoo.scheduler.sessions.Session;
import network.cuckoo.scheduler.tasks.TaskRow;
import network.cuckoo.scheduler.tasks.TaskStore;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.types.DayToSecond;

/** The only writer of the table {@code lease}. */
public final class LeaseStore {
    private static final String INSERT = SqlFile.read(LeaseStore.class, "insert.sql");
    private static final String LOCK = SqlFile.read(LeaseStore.class, "lock.sql");
    private static final String START = SqlFile.read(LeaseStore.class, "start.sql");
    private static final String REMAINING = SqlFile.read(LeaseStore.class, "remaining.sql");
    private static final String ACCEPT = SqlFile.read(LeaseStore.class, "accept.sql");
    private static final String LIVE_OF_NODE = SqlFile.read(LeaseStore.class, "live_of_node.sql");

    /** The fence of a new lease. */
    public static final Fence FIRST_FENCE = new Fence(1);

    private LeaseStore() {}

    /** Puts leases on offer, in this order. */
    public static void offerAll(DSLContext tx, List<LeaseRow> leases, Duration pickUp) {
        RowsStatement.of(tx, INSERT, leases)
                .all(pickUp)
                .uuids(lease -> lease.id().value())
                .uuids(lease -> lease.task().value())
                .integers(LeaseRow::attempt)
                .addresses(lease -> lease.node().address())
                .uuids(lease -> lease.session().value())
                .texts(lease -> lease.model().value())
                .longs(lease -> lease.fence().value())
                .executeEach();
    }

    /** Those of the leases that are there, held until the transaction ends, by id. */
    public static Map<LeaseId, LeaseRow> lockAll(DSLContext tx, Collection<LeaseId> leases) {
        return RowsStatement.of(tx, LOCK, leases).uuids(LeaseId::value).fetch(LeaseStore::row).stream()
                .collect(Collectors.toMap(LeaseRow::id, Function.identity()));
    }

    /** A lease that its miner begins, and how long it may take. */
    record Starting(LeaseId lease, Duration leaseTime) {}

    /** Miners begin: results are due after their lease times. The leases are on offer and held. */
    static void startAll(DSLContext tx, List<Starting> starts) {
        RowsStatement.of(tx, START, starts)
                .uuids(start -> start.lease().value())
                .longs(start -> start.leaseTime().toNanos() / 1_000)
                .executeEach();
    }

    /** Time until the deadlines of these leases; negative where it has passed. */
    static Map<LeaseId, Duration> remaining(DSLContext read, Collection<LeaseId> leases) {
        var remaining = new HashMap<LeaseId, Duration>();
        RowsStatement.of(read, REMAINING, leases)
                .uuids(LeaseId::value)
                .fetch(row -> remaining.put(
                        new LeaseId(row.getObject("lease_id", UUID.class)), micros(row.getLong("remaining"))));
        return remaining;
    }

    /** Ends live leases, held, whose results are accepted. */
    public static void acceptAll(DSLContext tx, List<LeaseRow> leases) {
        RowsStatement.of(tx, ACCEPT, leases)
                .uuids(lease -> lease.id().value())
                .longs(lease -> lease.fence().value())
                .executeEach();
    }

    /** A live lease with its task, and its number, which grows from lease to lease. */
    record Live(long leaseSeq, LeaseState state, LeaseOffer offer) {}

    /** What a miner holds in this session; none of a lower number than {@code fromSeq} is live. */
    static List<Live> liveOf(DSLContext read, Session session, long fromSeq) {
        return RowsStatement.of(read, LIVE_OF_NODE, List.of(session))
                .all(session.node().address().bytes())
                .all(fromSeq)
                .all(session.id().value())
                .fetch(LeaseStore::live);
    }

    private static Live live(ResultSet row) throws SQLException {
        TaskRow task = TaskStore.row(row);
        return new Live(
                row.getLong("lease_seq"),
                LeaseState.valueOf(row.getString("lease_state")),
                new LeaseOffer(
                        new LeaseId(row.getObject("lease_id", UUID.class)),
                        task.id(),
                        new Fence(row.getLong("fence")),
                        task.attempt(),
                        task.request(),
                        micros(row.getLong("remaining"))));
    }

    private static Duration micros(long micros) {
        return Duration.ofNanos(Math.multiplyExact(micros, 1_000L));
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
        return LEASE.ENDED_AT.isNull();
    }

    private static LeaseRow row(LeaseRecord lease) {
        return new LeaseRow(
                new LeaseId(lease.getLeaseId()),
                new TaskId(lease.getTaskId()),
                lease.getAttempt(),
                new NodeAddress(lease.getNodeAddress()),
                new SessionId(lease.getSessionId()),
                new ModelId(lease.getModel()),
                new Fence(lease.getFence()),
                LeaseState.valueOf(lease.getState()),
                Optional.ofNullable(lease.getEndReason()).map(LeaseEnd::valueOf));
    }

    private static LeaseRow row(ResultSet lease) throws SQLException {
        return new LeaseRow(
                new LeaseId(lease.getObject("lease_id", UUID.class)),
                new TaskId(lease.getObject("task_id", UUID.class)),
                lease.getInt("attempt"),
                new NodeAddress(Address.of(lease.getBytes("node_address"))),
                new SessionId(lease.getObject("session_id", UUID.class)),
                new ModelId(lease.getString("model")),
                new Fence(lease.getLong("fence")),
                LeaseState.valueOf(lease.getString("state")),
                Optional.ofNullable(lease.getString("end_reason")).map(LeaseEnd::valueOf));
    }
}
