package network.cuckoo.scheduler.rounds;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import network.cuckoo.domain.ModelId;
import network.cuckoo.scheduler.tasks.TaskQueue;
import network.cuckoo.scheduler.tasks.WaitingReason;
import org.jooq.DSLContext;

/** Why the tasks of each model wait, as this process said last; so that a round writes it only when it has changed. */
final class ModelReasons {
    private final Map<ModelId, Optional<WaitingReason>> said = new HashMap<>();

    /** Whatever waits of this model waits for this reason. */
    void waits(DSLContext tx, ModelId model, WaitingReason reason) {
        say(tx, model, Optional.of(reason));
    }

    /** Nothing of this model has to wait. */
    void none(DSLContext tx, ModelId model) {
        say(tx, model, Optional.empty());
    }

    private void say(DSLContext tx, ModelId model, Optional<WaitingReason> reason) {
        if (!reason.equals(said.put(model, reason))) {
            TaskQueue.waiting(tx, model, reason);
        }
    }

    /** What was said may not have been committed, or another process said something else. */
    void forget() {
        said.clear();
    }
}
