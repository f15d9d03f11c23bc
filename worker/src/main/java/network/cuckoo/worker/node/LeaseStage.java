package network.cuckoo.worker.node;

/** How far a miner is with a lease. */
public enum LeaseStage {
    /** Being checked and acknowledged. */
    STARTING,
    /** Waiting for the device, or on it. */
    RUNNING,
    /** The result is being handed in. */
    SUBMITTING
}
