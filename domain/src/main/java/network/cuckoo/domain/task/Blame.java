package network.cuckoo.domain.task;

/** Whose fault a lost lease is. Only {@link #MINER} counts in a miner's standing. */
public enum Blame {
    MINER,
    /** Nobody's: what happened is part of an open network's life. */
    NOBODY,
    /** The input's, as long as no other miner makes a result of it; then it was the miner's after all. */
    INPUT,
    COORDINATOR
}
