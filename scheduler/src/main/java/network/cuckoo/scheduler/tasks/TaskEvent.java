package network.cuckoo.scheduler.tasks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import network.cuckoo.domain.TaskId;

/**
 * Something that happened to a task.
 *
 * @param seq 1 for the first, without gaps
 */
public record TaskEvent(TaskId task, int seq, Kind kind, ObjectNode data, Instant at) {
    /** The kinds of events; the last three end a task. */
    public enum Kind {
        QUEUED,
        ASSIGNED,
        STARTED,
        PROGRESS,
        REQUEUED,
        SUCCEEDED,
        FAILED,
        CANCELLED;

        /** Whether no event can follow. */
        public boolean isFinal() {
            return this == SUCCEEDED || this == FAILED || this == CANCELLED;
        }
    }
}
