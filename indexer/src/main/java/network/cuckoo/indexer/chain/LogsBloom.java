package network.cuckoo.indexer.chain;

import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.hash.Keccak256;

/**
 * A header's filter over the contracts that logged in its block: it may say yes wrongly, but never no. Yellow paper, 4.4.3: three
 * pairs of bytes of an address' hash, each modulo 2048, are the bits that are set. A chain that keeps it empty says nothing by it.
 */
record LogsBloom(byte[] bits) {
    private static final int BYTES = 256;
    private static final int PAIRS = 3;

    /** A filter of another length says nothing. */
    static LogsBloom of(byte[] bits) {
        return new LogsBloom(bits.length == BYTES ? bits : new byte[BYTES]);
    }

    /** False only if the contract surely logged nothing in this block, or the chain keeps no filters. */
    boolean mayHold(Address contract) {
        return mayHold(contract.bytes());
    }

    /** The same of logs with this topic, of whatever contract. */
    boolean mayHold(Hash32 topic) {
        return mayHold(topic.bytes());
    }

    private boolean mayHold(byte[] value) {
        byte[] hash = Keccak256.digest(value);
        for (int pair = 0; pair < PAIRS; pair++) {
            int bit = ((hash[2 * pair] & 0xff) << 8 | hash[2 * pair + 1] & 0xff) % (BYTES * 8);
            if ((bits[BYTES - 1 - bit / 8] & 1 << bit % 8) == 0) {
                return false;
            }
        }
        return true;
    }
}
