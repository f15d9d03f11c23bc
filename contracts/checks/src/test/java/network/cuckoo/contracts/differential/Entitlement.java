package network.cuckoo.contracts.differential;

/**
 * A leaf below a posted root: who gets it, how to claim it, and its hash; nobody can if it was {@code copied}, so that the
 * root has it for another epoch or coordinator.
 */
record Entitlement(Payee payee, Payout payout, Bytes32 leaf, boolean copied) {}
