package network.cuckoo.scheduler.tasks;

import java.util.List;
import java.util.Optional;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.task.TaskRequest;

/** What apps do with tasks. */
public interface TaskDesk {
    /** Stores the task and holds its price in one transaction. Priority is 0 to 9, 9 first among the app's own tasks. */
    Submission submit(AppId app, TaskRequest request, int priority, Optional<String> idempotencyKey);

    /** The task, whoever asks. */
    Optional<TaskView> find(TaskId task);

    /** The task, if it is the app's. */
    Optional<TaskView> find(AppId app, TaskId task);

    /** The app's tasks, newest first, older than {@code before} if given; at most {@code limit}, 1 to 1,000. */
    List<TaskView> list(AppId app, int limit, Optional<TaskId> before);

    /** Takes a task back: a live lease ends, the price is released. */
    Cancellation cancel(AppId app, TaskId task);

    /** The accepted output's bytes. */
    Optional<byte[]> outputBytes(TaskId task);

    /** Events after {@code afterSeq} (0 for all) in order, at most {@code limit}. */
    List<TaskEvent> events(TaskId task, int afterSeq, int limit);
}
