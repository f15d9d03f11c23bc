package network.cuckoo.domain.draw;

/** Why a drawn miner was passed over. A claim of the coordinator, which a miner's presence proofs can contradict. */
public enum SkipReason {
    /** It has no live session or did not poll in time. */
    OFFLINE,
    /** All its places are taken. */
    NO_PLACE,
    /** It does not serve the task's model. */
    MODEL_NOT_SERVED,
    /** It finishes what it has and takes nothing new. */
    DRAINING,
    /** It lost a lease of this task before. */
    EXCLUDED,
    /** It was slashed, deregistered or fell under the minimum stake since the epoch began. */
    INACTIVE,
    /** It is suspended for leases that it lost by its own fault. */
    SUSPENDED
}
