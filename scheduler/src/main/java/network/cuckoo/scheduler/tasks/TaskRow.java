package network.cuckoo.scheduler.tasks;

import java.util.Set;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.task.TaskRequest;
import network.cuckoo.domain.task.TaskState;

/**
 * A task as it is stored.
 *
 * @param attempt draws made so far
 * @param excluded miners that lost it
 * @param exclusionsCleared whether all had lost it once already and it started anew
 */
public record TaskRow(
        TaskId id,
        AppId app,
        TaskRequest request,
        Hash32 requestHash,
        int priority,
        Wei price,
        TaskState state,
        int attempt,
        Set<NodeAddress> excluded,
        boolean exclusionsCleared) {
    public TaskRow {
        excluded = Set.copyOf(excluded);
    }
}
