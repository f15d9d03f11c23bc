package network.cuckoo.api.node;

import network.cuckoo.api.problem.ApiProblem;
import network.cuckoo.api.problem.ProblemCode;
import network.cuckoo.domain.Fence;
import network.cuckoo.domain.task.LeaseEnd;

/** Why a message about a lease has no effect. */
final class LeaseRefusals {
    private LeaseRefusals() {}

    static ApiProblem notYours() {
        return ProblemCode.NOT_YOUR_LEASE.because("This node never held that lease. Nothing was changed.");
    }

    static ApiProblem ended(LeaseEnd reason) {
        return ProblemCode.LEASE_ENDED.because("The lease ended (" + reason + "). Drop the task; nothing was changed.");
    }

    static ApiProblem wrongFence(Fence fence) {
        return ProblemCode.WRONG_FENCE.because(
                "The fence " + fence + " is not the lease's current one. Nothing was changed; poll again.");
    }
}
