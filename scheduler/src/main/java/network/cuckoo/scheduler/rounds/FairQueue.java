package network.cuckoo.scheduler.rounds;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import network.cuckoo.scheduler.apps.Turns;
import network.cuckoo.scheduler.rounds.QueueReading.Known;
import network.cuckoo.scheduler.signals.QueueHints;
import org.jooq.DSLContext;

/**
 * What this process knows of the queue between rounds: which lanes may have tasks, and before which place of each all are gone. The
 * database is the truth; this only saves a round from walking over what earlier rounds took, which Postgres may not clear away while
 * an old transaction is open. Whatever is found wanting is read anew from the beginning.
 */
final class FairQueue {
    private static final int MAX_LANES = 100_000;
    private static final Known NOTHING = new Known(Map.of(), Set.of(), true);

    private final QueueHints hints;
    private final ReadBudget budget;
    private Known known = NOTHING;

    FairQueue(QueueHints hints, LongSupplier nanoClock) {
        this.hints = hints;
        this.budget = new ReadBudget(nanoClock);
    }

    /** Begins to read for one round. Rounds of one process follow one another. */
    QueueReading read(DSLContext tx, Turns turns) {
        QueueHints.Taken taken = hints.take();
        var lanes = new HashSet<>(known.lanes());
        lanes.addAll(taken.lanes());
        known = new Known(known.floors(), lanes, known.anywhere() || taken.anywhere());
        return new QueueReading(tx, turns, known, budget);
    }

    /** Keeps what a round learned, once it has committed. */
    void keep(QueueReading reading) {
        known = reading.known();
        if (known.floors().size() > MAX_LANES) {
            forget();
        }
    }

    /** A round was rolled back: what is known may be wrong. */
    void forget() {
        known = NOTHING;
    }
}
