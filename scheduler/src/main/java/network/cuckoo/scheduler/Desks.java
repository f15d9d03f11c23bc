package network.cuckoo.scheduler;

import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;
import network.cuckoo.db.Database;
import network.cuckoo.domain.id.UuidV7;
import network.cuckoo.domain.quality.StandingRules;
import network.cuckoo.domain.task.LifeRules;
import network.cuckoo.scheduler.apps.AppDesk;
import network.cuckoo.scheduler.apps.Tokens;
import network.cuckoo.scheduler.draws.DrawLog;
import network.cuckoo.scheduler.leases.Heartbeat;
import network.cuckoo.scheduler.leases.LeaseDesk;
import network.cuckoo.scheduler.leases.LeaseEnding;
import network.cuckoo.scheduler.leases.Sweep;
import network.cuckoo.scheduler.ledger.Ledger;
import network.cuckoo.scheduler.results.ResultDesk;
import network.cuckoo.scheduler.rounds.Round;
import network.cuckoo.scheduler.secrets.SecretChain;
import network.cuckoo.scheduler.secrets.SecretReveal;
import network.cuckoo.scheduler.sessions.SessionDesk;
import network.cuckoo.scheduler.signals.LocalWaker;
import network.cuckoo.scheduler.signals.Waker;
import network.cuckoo.scheduler.standing.Standings;
import network.cuckoo.scheduler.tasks.DeadLetters;
import network.cuckoo.scheduler.tasks.TaskDesk;
import network.cuckoo.scheduler.tasks.TaskEnding;
import network.cuckoo.scheduler.tasks.TokenCount;

/** Everything that the scheduler does, wired, without a thread of its own: to be driven by {@link Scheduler} or by ticks. */
public record Desks(
        ModelCatalogue catalogue,
        TaskDesk tasks,
        AppDesk apps,
        Ledger ledger,
        SessionDesk sessions,
        LeaseDesk leases,
        ResultDesk results,
        DrawLog draws,
        Standings standings,
        DeadLetters deadLetters,
        Round round,
        Heartbeat heartbeat,
        Sweep sweep,
        SecretReveal reveal) {
    private static final String ROLES = "scheduler,api";
    /** How often within the silence that makes a miner count as offline its polls are written down. */
    private static final int POLLS_NOTED = 30;

    /**
     * Wires all desks.
     *
     * @param texts counts the tokens of what apps submit
     * @param local wakes this process
     * @param waker wakes this process and, where there are more, the others
     * @param process names this process in the database
     * @param clock for the times in ids only; leases use the database's
     * @param random for tokens and nonces: a secure one, except in tests that replay
     */
    public static Desks wire(
            Database database,
            SchedulerConfig config,
            TokenCount texts,
            LocalWaker local,
            Waker waker,
            UUID process,
            InstantSource clock,
            RandomGenerator random) {
        var times = config.times();
        var ids = new UuidV7(clock, random);
        var tokens = new Tokens(random);
        var catalogue = new ModelCatalogue(config.offers());
        var secrets = SecretChain.load(config.secretChain());
        var ledger = new Ledger(database, ids);
        var standings = new Standings(database, StandingRules.DEFAULT);
        var taskEnding = new TaskEnding(ledger);
        var leaseEnding = new LeaseEnding(
                taskEnding, standings, new LifeRules(config.maxAttempts(), LifeRules.DEFAULT_INPUT_REJECTIONS));
        var tasks = new TaskDesk(database, catalogue, texts, ledger, leaseEnding, ids, waker);
        var heartbeat = new Heartbeat(database, process, ROLES, times.heartbeatGap());
        return new Desks(
                catalogue,
                tasks,
                new AppDesk(database, ledger, ids, tokens),
                ledger,
                new SessionDesk(database, config, catalogue, leaseEnding, ids, tokens, waker),
                new LeaseDesk(
                        database,
                        catalogue,
                        leaseEnding,
                        waker,
                        times.offlineAfter().dividedBy(POLLS_NOTED)),
                new ResultDesk(database, config, catalogue, ledger, standings, waker),
                new DrawLog(database, config.chainId()),
                standings,
                new DeadLetters(database, tasks),
                new Round(database, config, catalogue, secrets, taskEnding, ids, waker, local.queue()),
                heartbeat,
                new Sweep(database, heartbeat, leaseEnding, waker, times.heartbeatGap()),
                new SecretReveal(database, secrets, config.coordinator()));
    }
}
