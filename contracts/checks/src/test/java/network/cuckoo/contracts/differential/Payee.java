package network.cuckoo.contracts.differential;

/** Who gets what a coordinator's leaf says, paid out or as rewards to its pool; one claim is about one of these. */
record Payee(Account coordinator, Account account, boolean toPool) {}
