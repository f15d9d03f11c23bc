package network.cuckoo.scheduler.leases;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import network.cuckoo.db.Database;
import network.cuckoo.domain.TaskId;
import network.cuckoo.scheduler.sessions.SessionStore;
import network.cuckoo.scheduler.signals.Waker;
import network.cuckoo.scheduler.tasks.TaskDeadlines;
import network.cuckoo.scheduler.tasks.TaskRow;
import network.cuckoo.scheduler.tasks.TaskStore;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends leases whose time is up and gives up tasks past their own deadline that no miner works on; forgets expired login challenges.
 * Idempotent; may run in many processes at once.
 */
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

    /** Beats, forgets what has expired, then ends what is overdue, at most a batch of each; returns how many leases ran out. */
    public int run() {
        heartbeat.beat();
        database.transactionVoid(SessionStore::forgetOldChallenges);
        int ended = endLeases();
        int givenUp = giveTasksUp();
        if (ended + givenUp > 0) {
            LOG.atInfo()
                    .addKeyValue("leases", ended)
                    .addKeyValue("tasks", givenUp)
                    .log("time ran out");
            waker.workChanged();
        }
        return ended;
    }

    private int endLeases() {
        int ended = 0;
        for (TaskId task : LeaseStore.overdueTasks(database.read(), BATCH)) {
            Optional<LeaseRow> lease = database.transaction(tx -> expire(tx, task));
            if (lease.isPresent()) {
                ended++;
                waker.taskChanged(task);
                waker.leasesChanged(lease.get().node());
            }
        }
        return ended;
    }

    private Optional<LeaseRow> expire(DSLContext tx, TaskId taskId) {
        List<TaskRow> task = TaskStore.lockFree(tx, List.of(taskId));
        if (task.isEmpty()) {
            return Optional.empty();
        }
        Optional<LeaseRow> lease = LeaseStore.lockOverdueOf(tx, taskId, heartbeatGap);
        lease.ifPresent(overdue -> ending.expire(tx, task.getFirst(), overdue));
        return lease;
    }

    private int giveTasksUp() {
        int givenUp = 0;
        for (TaskId task : TaskDeadlines.due(database.read(), BATCH)) {
            if (database.transaction(tx -> giveUp(tx, task))) {
                givenUp++;
                waker.taskChanged(task);
            }
        }
        database.transactionVoid(TaskDeadlines::closeFinished);
        return givenUp;
    }

    private boolean giveUp(DSLContext tx, TaskId taskId) {
        return TaskStore.lockFree(tx, List.of(taskId)).stream()
                .filter(task -> !task.state().isFinished())
                .anyMatch(task -> ending.timeIsUp(tx, task));
    }
}
