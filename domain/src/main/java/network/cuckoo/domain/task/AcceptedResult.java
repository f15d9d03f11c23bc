package network.cuckoo.domain.task;

import network.cuckoo.domain.Fence;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;

/** The result that a task succeeded by, with the draw and the fence of the lease that it came under. */
public record AcceptedResult(int draw, NodeAddress miner, Fence fence, Hash32 outputHash) {}
