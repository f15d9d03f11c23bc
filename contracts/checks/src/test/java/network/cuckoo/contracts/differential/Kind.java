package network.cuckoo.contracts.differential;

/** What a candidate does; the ordinals are the chain's. */
enum Kind {
    NONE,
    MINER,
    COORDINATOR
}
