package network.cuckoo.scheduler.leases;

import static network.cuckoo.db.generated.Tables.COORDINATOR_PROCESS;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import network.cuckoo.db.Database;
import network.cuckoo.scheduler.clock.DatabaseClock;
import network.cuckoo.scheduler.sessions.SessionStore;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that this process is there to serve miners. When none was there for a while, all live deadlines and the miners' last polls
 * move by the gap before anything can run out. The only writer of {@code coordinator_process}.
 */
public final class Heartbeat {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final long LOCK = 0x6375636b_6f6f0001L;
    private static final Duration FORGET_AFTER = Duration.ofHours(1);

    private final Database database;
    private final UUID process;
    private final String roles;
    private final Duration gap;

    public Heartbeat(Database database, UUID process, String roles, Duration gap) {
        this.database = database;
        this.process = process;
        this.roles = roles;
        this.gap = gap;
    }

    /** Whether a process was alive within the gap; evaluated inside the statement that ends a lease. */
    static Condition somebodyAlive(Duration gap) {
        return DSL.exists(DSL.selectOne()
                .from(COORDINATOR_PROCESS)
                .where(COORDINATOR_PROCESS.HEARTBEAT_AT.gt(DatabaseClock.ago(gap))));
    }

    /** Beats once; returns by how much deadlines were extended, zero if nobody had been missing. */
    public Duration beat() {
        return database.transaction(this::beat);
    }

    private Duration beat(DSLContext tx) {
        tx.select(DSL.function("pg_advisory_xact_lock", Object.class, DSL.val(LOCK)))
                .execute();
        Instant now = DatabaseClock.read(tx);
        Duration silence =
                lastOfAnybody(tx).map(last -> Duration.between(last, now)).orElse(Duration.ZERO);
        boolean outage = silence.compareTo(gap) > 0;
        if (outage) {
            int leases = LeaseStore.extendAll(tx, silence);
            SessionStore.extendPolls(tx, silence);
            LOG.atInfo()
                    .addKeyValue("silenceMillis", silence.toMillis())
                    .addKeyValue("leases", leases)
                    .log("no coordinator process was alive; deadlines extended");
        }
        tx.insertInto(COORDINATOR_PROCESS)
                .set(COORDINATOR_PROCESS.PROCESS_ID, process)
                .set(COORDINATOR_PROCESS.ROLES, roles)
                .onConflict(COORDINATOR_PROCESS.PROCESS_ID)
                .doUpdate()
                .set(COORDINATOR_PROCESS.HEARTBEAT_AT, DatabaseClock.now())
                .execute();
        forgetOld(tx);
        return outage ? silence : Duration.ZERO;
    }

    private void forgetOld(DSLContext tx) {
        tx.deleteFrom(COORDINATOR_PROCESS)
                .where(
                        COORDINATOR_PROCESS.HEARTBEAT_AT.lt(DatabaseClock.ago(FORGET_AFTER)),
                        COORDINATOR_PROCESS.PROCESS_ID.ne(process))
                .execute();
    }

    private static Optional<Instant> lastOfAnybody(DSLContext tx) {
        return Optional.ofNullable(tx.select(DSL.max(COORDINATOR_PROCESS.HEARTBEAT_AT))
                .from(COORDINATOR_PROCESS)
                .fetchSingle()
                .value1());
    }
}
