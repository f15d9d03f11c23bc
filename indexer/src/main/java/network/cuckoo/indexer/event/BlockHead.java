package network.cuckoo.indexer.event;

import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.epoch.BlockTime;

/** What links a block into its chain, and its time. */
public record BlockHead(BlockNumber number, Hash32 hash, Hash32 parentHash, BlockTime time) {}
