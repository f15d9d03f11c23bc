package network.cuckoo.scheduler.rounds;

import java.util.HashMap;
import java.util.Map;
import network.cuckoo.domain.ModelId;
import network.cuckoo.scheduler.tasks.TaskQueue;
import network.cuckoo.scheduler.tasks.WaitingReason;
import org.jooq.DSLContext;

/** Why the tasks of each model wait, as this process said last; so that a round writes it only when it has changed. */
final class ModelReasons {
    private final Map<ModelId, WaitingReason> said = new HashMap<>();

    /** Whatever waits of this model waits for this reason. */
    void waits(DSLContext tx, ModelId model, WaitingReason reason) {
        if (said.put(model, reason) != reason) {
            TaskQueue.waiting(tx, model, reason);
        }
    }

    /** Nothing of this model has to wait. */
    void none(DSLContext tx, ModelId model) {
        if (said.remove(model) != null) {
            TaskQueue.waiting(tx, model, null);
        }
    }

    /** What was said may not have been committed, or another process said something else. */
    void forget() {
        said.clear();
    }
}
