package network.cuckoo.scheduler;

import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.TaskId;
import network.cuckoo.scheduler.apps.AppDesk;
import network.cuckoo.scheduler.draws.DrawLog;
import network.cuckoo.scheduler.leases.LeaseDesk;
import network.cuckoo.scheduler.ledger.Ledger;
import network.cuckoo.scheduler.results.ResultDesk;
import network.cuckoo.scheduler.sessions.SessionDesk;
import network.cuckoo.scheduler.signals.Signals;
import network.cuckoo.scheduler.standing.Standings;
import network.cuckoo.scheduler.tasks.DeadLetters;
import network.cuckoo.scheduler.tasks.TaskDesk;

/** The desks of one running scheduler, for the API to serve. */
public interface Scheduling {
    /** Models on offer. */
    ModelCatalogue catalogue();

    /** Apps' tasks. */
    TaskDesk tasks();

    /** Apps and keys. */
    AppDesk apps();

    /** The books. */
    Ledger ledger();

    /** Miner nodes' logins. */
    SessionDesk sessions();

    /** Miner nodes' work. */
    LeaseDesk leases();

    /** Miner nodes' results. */
    ResultDesk results();

    /** The published draws. */
    DrawLog draws();

    /** How miners stand. */
    Standings standings();

    /** Tasks given up. */
    DeadLetters deadLetters();

    /** Hints that a task has a new event, for streams. */
    Signals<TaskId> taskSignals();

    /** Hints that a miner has a new lease or lost one, for long polls. */
    Signals<NodeAddress> leaseSignals();

    /** The port on 127.0.0.1 where JobRunr's own web server answers under {@code /dashboard} and {@code /api}. */
    int dashboardPort();
}
