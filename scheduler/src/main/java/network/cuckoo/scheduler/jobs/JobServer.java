package network.cuckoo.scheduler.jobs;

import static org.jobrunr.scheduling.JobBuilder.aJob;
import static org.jobrunr.scheduling.RecurringJobBuilder.aRecurringJob;
import static org.jobrunr.server.BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jobrunr.jobs.filters.JobFilter;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.JobActivator;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.StorageProviderUtils.DatabaseOptions;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;
import org.jobrunr.utils.mapper.JsonMapper;
import org.jobrunr.utils.mapper.jackson.JacksonJsonMapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JobRunr in this process: runs rounds and chores as jobs. A server that stopped itself, as JobRunr does after a failed heartbeat,
 * is replaced by a new one when {@link #watch()} next looks.
 */
public final class JobServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobServer.class);
    private static final int WORKERS = 2;
    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Duration KEEP_SUCCEEDED = Duration.ofMinutes(15);
    private static final Duration KEEP_DELETED = Duration.ofMinutes(15);
    private static final Duration STOP_WAIT = Duration.ofSeconds(3);
    private static final Duration BEGINS_WITHIN = Duration.ofMillis(20);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(30);

    private final StorageProvider storage;
    private final JsonMapper json;
    private final JobRequestScheduler scheduler;
    private final ChoreWork work;
    private final RoundTickets tickets = new RoundTickets();
    private final ChoreHandler handler;
    private final LoopbackDashboard dashboard;
    private final ReentrantLock lifecycle = new ReentrantLock();
    private volatile @Nullable BackgroundJobServer server;

    /**
     * Opens JobRunr's tables, which Flyway has made, and the dashboard; runs nothing yet.
     *
     * @param dashboardPort on loopback; 0 takes a free one
     */
    public JobServer(DataSource database, ChoreWork work, int dashboardPort) {
        this.json = new JacksonJsonMapper(false);
        this.storage = new PostgresStorageProvider(database, JobRunrTables.TABLE_PREFIX, DatabaseOptions.SKIP_CREATE);
        storage.setJobMapper(new JobMapper(json));
        this.work = work;
        this.handler = new ChoreHandler(work, tickets);
        this.scheduler = new JobRequestScheduler(storage, List.<JobFilter>of());
        this.dashboard = LoopbackDashboard.start(dashboardPort, storage, json);
    }

    /** The dashboard's port on 127.0.0.1. */
    public int dashboardPort() {
        return dashboard.port();
    }

    /** Announces the recurring chores and begins to run jobs. */
    public void start() {
        recur(Chore.ROUND, Duration.ofSeconds(15));
        recur(Chore.SWEEP, Duration.ofSeconds(15));
        recur(Chore.REVEAL, Duration.ofSeconds(5));
        watch();
    }

    private void recur(Chore chore, Duration every) {
        scheduler.createRecurrently(aRecurringJob()
                .withId("cuckoo-" + chore.name().toLowerCase(Locale.ROOT))
                .withName(chore.label() + " (every " + every.toSeconds() + " s)")
                .withInterval(every)
                .withAmountOfRetries(0)
                .withLabels("recurring")
                .withJobRequest(new ChoreJob(chore, "")));
    }

    /** Starts a job server if none runs: at first, and after it stopped itself. */
    public void watch() {
        lifecycle.lock();
        try {
            BackgroundJobServer before = server;
            if (before != null && before.isRunning()) {
                return;
            }
            if (before != null) {
                LOG.warn("JobRunr's server has stopped; starting another");
                stop(before);
            }
            BackgroundJobServer fresh = newServer();
            fresh.start();
            server = fresh;
        } finally {
            lifecycle.unlock();
        }
    }

    /** The server that {@link #watch()} keeps alive, if one was started. */
    @Nullable
    BackgroundJobServer server() {
        return server;
    }

    private BackgroundJobServer newServer() {
        var configuration = usingStandardBackgroundJobServerConfiguration()
                .andId(UUID.randomUUID())
                .andWorkerCount(WORKERS)
                .andPollInterval(POLL)
                .andDeleteSucceededJobsAfter(KEEP_SUCCEEDED)
                .andPermanentlyDeleteDeletedJobsAfter(KEEP_DELETED)
                .andInterruptJobsAwaitDurationOnStopBackgroundJobServer(STOP_WAIT);
        var fresh = new BackgroundJobServer(storage, json, activator(), configuration);
        fresh.setJobFilters(List.of(handler));
        return fresh;
    }

    private JobActivator activator() {
        return new JobActivator() {
            @Override
            public <T> T activateJob(Class<T> type) {
                return type.cast(handler);
            }
        };
    }

    /**
     * Runs rounds as a JobRunr job, for as long as they are asked for, and waits for it; where the job has not begun within 20 ms, or
     * can't be enqueued, one round runs in this thread.
     *
     * @return whether the job ran it
     * @throws InterruptedException if the thread is interrupted
     */
    public boolean runRound() throws InterruptedException {
        String name = UUID.randomUUID().toString();
        RoundTickets.Ticket ticket = tickets.issue(name);
        try {
            enqueue(name);
            nudge();
            if (ticket.begins(BEGINS_WITHIN) || !ticket.take()) {
                return ticket.awaitDone(ENDS_WITHIN);
            }
            work.run(Chore.ROUND);
            return false;
        } finally {
            tickets.drop(name);
        }
    }

    private void enqueue(String ticket) {
        try {
            scheduler.create(aJob().withName(Chore.ROUNDS.label())
                    .withAmountOfRetries(0)
                    .withLabels("woken")
                    .withJobRequest(new ChoreJob(Chore.ROUNDS, ticket)));
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("a round could not be enqueued; running it inline");
        }
    }

    /** JobRunr looks for work when a worker falls idle; so one is said to. */
    private void nudge() {
        BackgroundJobServer running = server;
        if (running != null && running.isRunning()) {
            running.getJobSteward().notifyThreadOccupied();
            running.getJobSteward().notifyThreadIdle();
        }
    }

    @Override
    public void close() {
        lifecycle.lock();
        try {
            BackgroundJobServer running = server;
            if (running != null) {
                stop(running);
            }
        } finally {
            lifecycle.unlock();
        }
        dashboard.close();
        storage.close();
    }

    private static void stop(BackgroundJobServer stopping) {
        try {
            stopping.stop();
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("JobRunr's server did not stop cleanly");
        }
    }
}
