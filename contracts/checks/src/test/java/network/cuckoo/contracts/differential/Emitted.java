package network.cuckoo.contracts.differential;

import java.math.BigInteger;
import java.util.List;

/** An event of the settlement contract: its name in Solidity and its arguments as words, in their order. */
record Emitted(String name, List<BigInteger> words) {

    Emitted {
        words = List.copyOf(words);
    }
}
