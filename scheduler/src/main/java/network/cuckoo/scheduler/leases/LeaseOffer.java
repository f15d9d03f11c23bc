package network.cuckoo.scheduler.leases;

import java.time.Duration;
import network.cuckoo.domain.Fence;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.task.TaskRequest;

/**
 * A live lease as its miner sees it.
 *
 * @param attempt the draw that it comes from, from 1
 * @param remaining until it must be started, or finished once it is started; may be negative while it is not yet ended
 */
public record LeaseOffer(
        LeaseId lease, TaskId task, Fence fence, int attempt, TaskRequest request, Duration remaining) {}
