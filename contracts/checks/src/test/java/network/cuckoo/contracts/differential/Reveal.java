package network.cuckoo.contracts.differential;

/** A preimage of a hash chain: hashing the secret of epoch e {@code e - epoch} times gives it. */
record Reveal(Bytes32 secret, long epoch) {

    static final Reveal NONE = new Reveal(Bytes32.ZERO, 0);
}
