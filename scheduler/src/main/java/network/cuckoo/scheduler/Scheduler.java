package network.cuckoo.scheduler;

import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import network.cuckoo.db.Database;
import network.cuckoo.db.DatabaseConfig;
import network.cuckoo.db.DatabaseOutage;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.id.UuidV7;
import network.cuckoo.scheduler.apps.AppDesk;
import network.cuckoo.scheduler.draws.DrawLog;
import network.cuckoo.scheduler.jobs.Chore;
import network.cuckoo.scheduler.jobs.JobRunrTables;
import network.cuckoo.scheduler.jobs.JobServer;
import network.cuckoo.scheduler.leases.LeaseDesk;
import network.cuckoo.scheduler.ledger.Ledger;
import network.cuckoo.scheduler.results.ResultDesk;
import network.cuckoo.scheduler.rounds.RoundReport;
import network.cuckoo.scheduler.rounds.RoundTally;
import network.cuckoo.scheduler.sessions.SessionDesk;
import network.cuckoo.scheduler.signals.ClusterWaker;
import network.cuckoo.scheduler.signals.LocalWaker;
import network.cuckoo.scheduler.signals.Signals;
import network.cuckoo.scheduler.standing.Standings;
import network.cuckoo.scheduler.tasks.DeadLetters;
import network.cuckoo.scheduler.tasks.TaskDesk;
import network.cuckoo.scheduler.tasks.TokenCount;
import org.flywaydb.core.api.migration.JavaMigration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running scheduler: desks for the API, a thread that runs a round when something changed, one that beats and sweeps each
 * second, JobRunr, and the wake-up channel. Everything goes on by itself after the database was away.
 */
public final class Scheduler implements Scheduling, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration LINGER = Duration.ofMillis(200);
    private static final Duration LONGEST_JOB = Duration.ofSeconds(5);
    private static final Duration JOIN = Duration.ofSeconds(10);

    private final LocalWaker local = new LocalWaker();
    private final ClusterWaker waker;
    private final Desks desks;
    private final JobServer jobs;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final LongAdder roundsDone = new LongAdder();
    private final Thread rounds;
    private final Thread ticks;

    /**
     * Wires everything over a database that has been migrated with {@link #migration()}; call {@link #start()} next.
     *
     * @param address of the same database, for the wake-up channel's own connections
     * @param texts counts the tokens of what apps submit
     * @param random a secure source
     */
    public Scheduler(
            Database database,
            DatabaseConfig address,
            SchedulerConfig config,
            TokenCount texts,
            InstantSource clock,
            RandomGenerator random) {
        UUID process = new UuidV7(clock, random).next();
        this.waker = new ClusterWaker(address, local, process);
        this.desks = Desks.wire(database, config, texts, local, waker, process, clock, random);
        this.jobs = new JobServer(database.dataSource(), this::doChore, config.dashboardPort());
        this.rounds = Thread.ofPlatform().daemon().name("cuckoo-rounds").unstarted(this::keepRounds);
        this.ticks = Thread.ofPlatform().daemon().name("cuckoo-ticks").unstarted(this::keepTicking);
    }

    /** The scheduler's part of the schema, for {@code Database.migrate}. */
    public static JavaMigration migration() {
        return new JobRunrTables();
    }

    /** Beats once, so that an outage costs no miner its lease, then begins to work. */
    public void start() {
        desks.heartbeat().beat();
        waker.start();
        jobs.start();
        rounds.start();
        ticks.start();
    }

    /** Says that there may be something to place, e.g. after the indexer has written a new epoch. */
    public void wake() {
        waker.workChanged();
    }

    private String doChore(Chore chore) {
        return switch (chore) {
            case ROUND -> runRound().summary();
            case ROUNDS -> runRounds();
            case SWEEP -> desks.sweep().run() + " leases ended";
            case REVEAL -> desks.reveal().run() + " secrets revealed";
        };
    }

    private void keepRounds() {
        repeatedly("round", () -> {
            if (local.work().awaitAndLower(TICK)) {
                jobs.runRound();
            } else {
                runRound();
            }
        });
    }

    /** Rounds for as long as something changes; so that JobRunr's cost of a job, some milliseconds, is shared by many. */
    private String runRounds() {
        var tally = new RoundTally();
        long begin = System.nanoTime();
        try {
            do {
                tally.add(runRound());
            } while (closing.getCount() > 0
                    && System.nanoTime() - begin < LONGEST_JOB.toNanos()
                    && local.work().awaitAndLower(LINGER));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            local.workChanged();
            throw e;
        }
        return tally.summary();
    }

    private RoundReport runRound() {
        RoundReport report = desks.round().run();
        if (report instanceof RoundReport.Ran ran
                && !(ran.assigned().isEmpty() && ran.failed().isEmpty())) {
            roundsDone.increment();
        }
        return report;
    }

    /** Whether its threads live: they end only when it is closed, or by a fault. */
    public boolean isWorking() {
        return rounds.isAlive() && ticks.isAlive();
    }

    /** Rounds of this process that placed a task or gave one up. */
    public long roundsDone() {
        return roundsDone.sum();
    }

    private void keepTicking() {
        repeatedly("tick", () -> {
            if (closing.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            desks.sweep().run();
            jobs.watch();
        });
    }

    /** A step of a loop. */
    private interface Step {
        void run() throws InterruptedException;
    }

    /** Repeats a step until this closes; a failure is logged and waited out, for the database comes back. */
    private void repeatedly(String name, Step step) {
        try {
            while (closing.getCount() > 0) {
                try {
                    step.run();
                } catch (RuntimeException e) {
                    report(name, e);
                    local.workChanged();
                    closing.await(TICK.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void report(String name, RuntimeException failure) {
        if (closing.getCount() == 0) {
            return;
        }
        if (DatabaseOutage.isBehind(failure)) {
            LOG.atWarn().addKeyValue("what", name).log("the database is away: {}", failure.getMessage());
        } else {
            LOG.atError().addKeyValue("what", name).setCause(failure).log("failed; trying again");
        }
    }

    @Override
    public void close() {
        closing.countDown();
        rounds.interrupt();
        ticks.interrupt();
        try {
            rounds.join(JOIN);
            ticks.join(JOIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        jobs.close();
        desks.round().close();
        waker.close();
    }

    @Override
    public ModelCatalogue catalogue() {
        return desks.catalogue();
    }

    @Override
    public TaskDesk tasks() {
        return desks.tasks();
    }

    @Override
    public AppDesk apps() {
        return desks.apps();
    }

    @Override
    public Ledger ledger() {
        return desks.ledger();
    }

    @Override
    public SessionDesk sessions() {
        return desks.sessions();
    }

    @Override
    public LeaseDesk leases() {
        return desks.leases();
    }

    @Override
    public ResultDesk results() {
        return desks.results();
    }

    @Override
    public DrawLog draws() {
        return desks.draws();
    }

    @Override
    public Standings standings() {
        return desks.standings();
    }

    @Override
    public DeadLetters deadLetters() {
        return desks.deadLetters();
    }

    @Override
    public Signals<TaskId> taskSignals() {
        return local.tasks();
    }

    @Override
    public Signals<NodeAddress> leaseSignals() {
        return local.leases();
    }

    @Override
    public int dashboardPort() {
        return jobs.dashboardPort();
    }
}
