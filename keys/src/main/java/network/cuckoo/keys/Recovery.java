package network.cuckoo.keys;

import network.cuckoo.domain.Address;

/** Who made a signature. */
public sealed interface Recovery {
    /** The key of this address did. */
    record Signer(Address address) implements Recovery {}

    /** Nobody can be named; says why. */
    record Invalid(String reason) implements Recovery {}
}
