package network.cuckoo.benchmarks;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** When an index had got how far, and what an event cost on the way. */
final class Pace {
    private static final double NANOS_A_MICRO = 1e3;

    private final NavigableMap<Long, Long> nanosAtHeight = new ConcurrentSkipListMap<>();

    /** The index is at this height now. */
    void at(long height) {
        nanosAtHeight.putIfAbsent(height, System.nanoTime());
    }

    /**
     * Microseconds for each event in each of so many parts of all events, equal but for the pieces that the index moves by.
     *
     * @param eventsAtHeight how many events each block has that has any
     */
    double[] microsAnEvent(Map<Long, Integer> eventsAtHeight, int parts) {
        NavigableMap<Long, Long> eventsBy = new TreeMap<>(); // through which height there are so many
        long all = 0;
        for (var block : new TreeMap<>(eventsAtHeight).entrySet()) {
            all += block.getValue();
            eventsBy.put(block.getKey(), all);
        }
        var micros = new double[parts];
        long events = 0;
        long nanos = nanosAtHeight.firstEntry().getValue();
        int part = 0;
        for (var mark : nanosAtHeight.entrySet()) {
            var reached = eventsBy.floorEntry(mark.getKey());
            long reachedEvents = reached == null ? 0 : reached.getValue();
            if (part < parts && reachedEvents >= all * (part + 1) / parts) {
                micros[part++] = (mark.getValue() - nanos) / NANOS_A_MICRO / (reachedEvents - events);
                events = reachedEvents;
                nanos = mark.getValue();
            }
        }
        return micros;
    }
}
