package network.cuckoo.scheduler.signals;

import java.util.HashSet;
import java.util.Set;
import network.cuckoo.domain.task.Lane;

/** Where in the queue something is new since a round last asked. */
public final class QueueHints {
    private static final int MAX_LANES = 10_000;

    private final Set<Lane> lanes = new HashSet<>();
    private boolean anywhere = true;

    /** What was hinted at. */
    public record Taken(Set<Lane> lanes, boolean anywhere) {}

    synchronized void at(Lane lane) {
        if (lanes.size() < MAX_LANES) {
            lanes.add(lane);
        } else {
            anywhere = true;
        }
    }

    synchronized void anywhere() {
        anywhere = true;
    }

    /** Takes the hints, before the queue is read: so what comes after this is seen next time. */
    public synchronized Taken take() {
        var taken = new Taken(Set.copyOf(lanes), anywhere);
        lanes.clear();
        anywhere = false;
        return taken;
    }
}
