package network.cuckoo.api;

import java.time.InstantSource;
import network.cuckoo.api.watch.NodeWatch;
import network.cuckoo.db.Database;
import network.cuckoo.scheduler.SchedulerConfig;
import network.cuckoo.scheduler.Scheduling;

/**
 * What the API serves.
 *
 * @param scheduling the desks
 * @param scheduler what they were told; nodes learn chain, coordinator and poll time from it
 * @param database for public data, which no desk writes
 * @param watch how indexer and scheduler are doing
 * @param clock for elapsed time on the page's data only; leases use the database's
 */
public record ApiParts(
        Scheduling scheduling, SchedulerConfig scheduler, Database database, NodeWatch watch, InstantSource clock) {}
