package network.cuckoo.worker.node;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.Wei;

/**
 * A miner node at one moment, for people.
 *
 * @param coordinator the address that is used now
 * @param done results accepted since the start
 * @param failed leases given back, and results refused
 * @param lost leases that the coordinator took away
 * @param earned sum of what the coordinator said it pays; empty if it never did
 * @param problem why the node is not getting work, if something is wrong
 */
public record MinerStatus(
        boolean signedIn,
        boolean draining,
        URI coordinator,
        List<RunningLease> running,
        long done,
        long failed,
        long lost,
        Optional<Wei> earned,
        Optional<String> problem) {
    public MinerStatus {
        running = List.copyOf(running);
    }

    /**
     * A lease that the node works on.
     *
     * @param stepsDone of {@code stepsTotal}; both 0 until the first step is done
     */
    public record RunningLease(
            LeaseId lease, TaskId task, ModelId model, LeaseStage stage, int stepsDone, int stepsTotal) {}
}
