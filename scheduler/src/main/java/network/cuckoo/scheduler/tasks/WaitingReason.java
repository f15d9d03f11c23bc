package network.cuckoo.scheduler.tasks;

/** Why a queued task was not placed. */
public enum WaitingReason {
    /** The chain has no epoch of this coordinator yet. */
    NO_EPOCH,
    /** An epoch has begun and its weights are being loaded: some seconds at most, and only where there are very many miners. */
    EPOCH_LOADING,
    /** This process holds no secret for the epoch: another hash chain is on chain, or it is used up. */
    NO_SECRET,
    /** No miner has weight in this epoch. */
    NO_WEIGHT,
    /** No active miner that serves the model is online. */
    NO_MINER_ONLINE,
    /** Miners are there and all their places are taken. */
    ALL_BUSY,
    /** The miners with places free have all lost this task before. */
    ONLY_EXCLUDED_FREE
}
