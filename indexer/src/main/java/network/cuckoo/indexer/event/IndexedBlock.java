package network.cuckoo.indexer.event;

import java.util.List;

/** A block with all events of our contracts in it, in the order of their logs. */
public record IndexedBlock(BlockHead head, List<IndexedEvent> events) {
    public IndexedBlock {
        events = List.copyOf(events);
    }
}
