package network.cuckoo.contracts.differential;

/** Whose position in whose pool. */
record Holding(Account staker, Account candidate) {}
