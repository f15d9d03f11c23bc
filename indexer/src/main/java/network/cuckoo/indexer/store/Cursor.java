package network.cuckoo.indexer.store;

import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.Hash32;

/** The newest block that is written. */
public record Cursor(BlockNumber number, Hash32 hash) {}
