package network.cuckoo.indexer.chain;

import java.util.List;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.Hash32;

/** A log as the node gave it, with the block that the node says it is in. */
record ChainLog(
        BlockNumber blockNumber,
        Hash32 blockHash,
        int logIndex,
        Hash32 transactionHash,
        Address contract,
        List<Hash32> topics,
        byte[] data) {}
