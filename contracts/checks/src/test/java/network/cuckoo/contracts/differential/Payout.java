package network.cuckoo.contracts.differential;

import java.math.BigInteger;
import java.util.List;

/** What a claim says of one leaf: its epoch, its wei, and the siblings on its way up to that epoch's root. */
record Payout(long epoch, BigInteger amountWei, List<Bytes32> proof) {

    Payout {
        proof = List.copyOf(proof);
    }
}
