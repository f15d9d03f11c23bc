package network.cuckoo.scheduler.tasks;

import static network.cuckoo.db.generated.Tables.TASK;

import java.util.List;
import java.util.Optional;
import network.cuckoo.db.Database;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.task.TaskState;

/** Tasks that were given up, for the operator: looked at, and put back as new tasks. */
public final class DeadLetters {
    private static final int MAX_LIST = 1_000;

    private final TaskDesk tasks;
    private final TaskViews views;

    public DeadLetters(Database database, TaskDesk tasks) {
        this.tasks = tasks;
        this.views = new TaskViews(database);
    }

    /** What became of a wish to put a task back. */
    public sealed interface Retry {
        /** The new task, queued and its price held. */
        record Retried(TaskView task) implements Retry {}

        /** It was put back before; this is the task that repeats it. */
        record AlreadyRetried(TaskView task) implements Retry {}

        /** The task was not given up. */
        record NotGivenUp(TaskState state) implements Retry {}

        /** There is no such task. */
        record NotFound() implements Retry {}

        /** The request is not taken any more, and why: credit, model or text. */
        record Refused(Submission why) implements Retry {}
    }

    /** Tasks given up, newest first, older than {@code before} if given; at most {@code limit}, 1 to 1,000. */
    public List<TaskView> list(int limit, Optional<TaskId> before) {
        return views.list(TASK.FAILURE_CODE.isNotNull(), Math.clamp(limit, 1, MAX_LIST), before);
    }

    /**
     * Offers the same request again, as a new task at today's price out of the same app's credit, without a deadline. A finished task
     * never reverts: its price was released. A repetition gives the same task.
     */
    public Retry retry(TaskId id) {
        Optional<TaskView> found = views.find(id);
        if (found.isEmpty()) {
            return new Retry.NotFound();
        }
        TaskView task = found.get();
        if (task.state() != TaskState.FAILED) {
            return new Retry.NotGivenUp(task.state());
        }
        var terms = new TaskTerms(task.priority(), Optional.empty(), Optional.of(id));
        return switch (tasks.submit(task.app(), task.request(), terms, Optional.of("retry of " + id))) {
            case Submission.Accepted(TaskView again) -> new Retry.Retried(again);
            case Submission.AlreadyAccepted(TaskView again) -> new Retry.AlreadyRetried(again);
            case Submission refused -> new Retry.Refused(refused);
        };
    }
}
