package network.cuckoo.indexer.event;

import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;

/** An event and its place: the {@code logIndex}-th log of its block. */
public record IndexedEvent(int logIndex, Hash32 transactionHash, Address contract, StakingEvent event) {}
