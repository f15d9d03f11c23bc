package network.cuckoo.contracts.differential;

/** Where a case stands; the ordinals are the chain's. */
enum Status {
    NONE,
    PROPOSED,
    DECIDED,
    REJECTED,
    VETOED,
    EXECUTED,
    EXPIRED
}
