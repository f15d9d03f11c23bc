package network.cuckoo.contracts.differential;

/** What a node's key really signed, whatever the call then claims. */
record Consent(Account signer, Account owner, Account node, Kind kind, long nonce, long deadline) {}
