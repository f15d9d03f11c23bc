package network.cuckoo.domain.epoch;

import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.Hash32;

/** What epochs need of a block. */
public record BlockHeader(BlockNumber number, Hash32 hash, BlockTime time) {}
