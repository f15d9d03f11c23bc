package network.cuckoo.indexer.event;

import network.cuckoo.domain.BlockNumber;

/**
 * How far a node's chain goes.
 *
 * @param head its newest block
 * @param finalBlock the highest block that no reorganisation reaches any more
 */
public record ChainEnds(BlockHead head, BlockNumber finalBlock) {
    public ChainEnds {
        if (finalBlock.compareTo(head.number()) > 0) {
            throw new IllegalArgumentException("block " + finalBlock + " is final above the head " + head.number());
        }
    }
}
