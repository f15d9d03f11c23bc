package network.cuckoo.scheduler.leases;

import java.util.Optional;
import network.cuckoo.domain.Fence;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.SessionId;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.task.LeaseEnd;
import network.cuckoo.domain.task.LeaseState;

/** A lease as it is stored, from the task's draw number {@code attempt}; {@code end} is set once it has ended. */
public record LeaseRow(
        LeaseId id,
        TaskId task,
        int attempt,
        NodeAddress node,
        SessionId session,
        ModelId model,
        Fence fence,
        LeaseState state,
        Optional<LeaseEnd> end) {}
