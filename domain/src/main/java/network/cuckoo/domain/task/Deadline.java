package network.cuckoo.domain.task;

/** What a live lease's deadline is for. All are extended by an outage of the coordinator. */
public enum Deadline {
    /** How long the task may wait for its busy winner: the model's patience. */
    PATIENCE,
    /** How long the miner may take to start. */
    PICK_UP,
    /** How long the miner may take from its start to its result: the model's lease time. */
    LEASE_TIME,
    /** There is none. */
    NONE
}
