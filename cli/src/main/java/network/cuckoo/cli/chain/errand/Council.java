package network.cuckoo.cli.chain.errand;

import network.cuckoo.cli.chain.Bindings;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.hash.Keccak256;

/** Who may speak for a governor contract. */
final class Council {
    static final byte[] PROPOSER_ROLE = Keccak256.hash("PROPOSER_ROLE").bytes();

    private Council() {}

    /** Whether the governor is a CuckooGovernor and the account one of its council. */
    static boolean memberOf(ChainAccess chain, Address governor, Address account) {
        return chain.hasContract(governor)
                && ChainAccess.read(Bindings.governor(chain, governor).hasRole(PROPOSER_ROLE, account.hex()));
    }
}
