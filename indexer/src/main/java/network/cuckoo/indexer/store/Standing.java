package network.cuckoo.indexer.store;

import network.cuckoo.domain.BlockNumber;

/**
 * How far the index is.
 *
 * @param cursor the newest block that is written
 * @param finalBlock the highest written block that is final; -1 while there is none
 * @param chainHead the node's newest block when the cursor last moved
 */
public record Standing(Cursor cursor, long finalBlock, BlockNumber chainHead) {}
