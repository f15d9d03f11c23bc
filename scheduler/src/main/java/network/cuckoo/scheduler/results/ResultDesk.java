package network.cuckoo.scheduler.results;

import network.cuckoo.scheduler.sessions.Session;

/** Where miner nodes hand in results. */
public interface ResultDesk {
    /** Judges a result; acceptance writes verdict, output, task, event, money and the lease's end in one transaction. */
    ResultVerdict accept(Session session, ResultReport report);
}
