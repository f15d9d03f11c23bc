package network.cuckoo.scheduler.tasks;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.EpochNumber;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.draw.DrawRecord.Skip;
import network.cuckoo.domain.task.TaskRequest;
import network.cuckoo.domain.task.TaskState;

/**
 * A task as its app sees it.
 *
 * @param attempt draws made so far
 * @param waitingReason why a queued task was not placed in the last round that tried
 * @param assignment the last draw's winner
 */
public record TaskView(
        TaskId id,
        AppId app,
        TaskRequest request,
        Hash32 requestHash,
        int priority,
        Wei price,
        TaskState state,
        int attempt,
        Optional<WaitingReason> waitingReason,
        Optional<Assigned> assignment,
        Optional<Output> output,
        Optional<Failure> failure,
        Instant createdAt,
        Optional<Instant> finishedAt,
        Course course) {
    /** A task that was queued at this moment, and of which nothing else is known yet. */
    static TaskView queued(TaskRow task, Instant at) {
        return new TaskView(
                task.id(),
                task.app(),
                task.request(),
                task.requestHash(),
                task.priority(),
                task.price(),
                task.state(),
                task.attempt(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                at,
                Optional.empty(),
                Course.BEGUN);
    }

    /**
     * Who was drawn, and with what chance.
     *
     * @param weight the miner's weight in that epoch
     * @param totalWeight of all miners in that epoch
     */
    public record Assigned(
            LeaseId lease,
            int attempt,
            NodeAddress miner,
            OwnerAddress owner,
            EpochNumber epoch,
            Wei weight,
            Wei totalWeight,
            List<Skip> skips,
            Instant at) {
        public Assigned {
            skips = List.copyOf(skips);
        }

        /** The miner's weight in millionths of the total. */
        public long shareMillionths() {
            return weight.value()
                    .multiply(BigInteger.valueOf(1_000_000))
                    .divide(totalWeight.value())
                    .longValueExact();
        }
    }

    /** The accepted output; its bytes are {@link TaskDesk#outputBytes}. */
    public record Output(
            LeaseId lease, String mediaType, Hash32 sha256, int sizeBytes, long gpuMillis, Instant acceptedAt) {}

    /** Why the task was given up. */
    public record Failure(String code, String detail) {}

    /**
     * How the task has gone apart from its draws.
     *
     * @param losses leases lost that count against the retry budget
     * @param deadlineAt when it is given up if no miner works on it
     * @param retryOf the task given up that it repeats
     * @param retriedBy the task that repeats it
     */
    public record Course(
            int losses, Optional<Instant> deadlineAt, Optional<TaskId> retryOf, Optional<TaskId> retriedBy) {
        static final Course BEGUN = new Course(0, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
