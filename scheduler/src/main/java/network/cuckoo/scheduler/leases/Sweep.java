package network.cuckoo.scheduler.leases;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import network.cuckoo.db.Database;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.task.LeaseEnd;
import network.cuckoo.domain.task.LeaseState;
import network.cuckoo.scheduler.sessions.SessionStore;
import network.cuckoo.scheduler.signals.Waker;
import network.cuckoo.scheduler.tasks.TaskRow;
import network.cuckoo.scheduler.tasks.TaskStore;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends leases whose time is up: not picked up (no blame) or timed out; forgets expired login challenges. Idempotent; may run in many processes at once. */
public final class Sweep {
    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
    private static final int BATCH = 200;

    private final Database database;
    private final Heartbeat heartbeat;
    private final LeaseEnding ending;
    private final Waker waker;
    private final Duration heartbeatGap;

    public Sweep(Database database, Heartbeat heartbeat, LeaseEnding ending, Waker waker, Duration heartbeatGap) {
        this.database = database;
        this.heartbeat = heartbeat;
        this.ending = ending;
        this.waker = waker;
        this.heartbeatGap = heartbeatGap;
    }

    /** Beats, forgets what has expired, then ends what is overdue, at most a batch; returns how many leases ended. */
    public int run() {
        heartbeat.beat();
        database.transactionVoid(SessionStore::forgetOldChallenges);
        int ended = 0;
        for (TaskId task : LeaseStore.overdueTasks(database.read(), BATCH)) {
            Optional<LeaseRow> lease = database.transaction(tx -> expire(tx, task));
            if (lease.isPresent()) {
                ended++;
                waker.taskChanged(task);
                waker.leasesChanged(lease.get().node());
            }
        }
        if (ended > 0) {
            LOG.atInfo().addKeyValue("leases", ended).log("leases ran out");
            waker.workChanged();
        }
        return ended;
    }

    private Optional<LeaseRow> expire(DSLContext tx, TaskId taskId) {
        List<TaskRow> task = TaskStore.lockFree(tx, List.of(taskId));
        if (task.isEmpty()) {
            return Optional.empty();
        }
        Optional<LeaseRow> lease = LeaseStore.lockOverdueOf(tx, taskId, heartbeatGap);
        lease.ifPresent(overdue -> ending.lose(tx, task.getFirst(), overdue, reason(overdue), "deadline passed"));
        return lease;
    }

    private static LeaseEnd reason(LeaseRow lease) {
        return lease.state() == LeaseState.OFFERED ? LeaseEnd.NOT_PICKED_UP : LeaseEnd.TIMED_OUT;
    }
}
