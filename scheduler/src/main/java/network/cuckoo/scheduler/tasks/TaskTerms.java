package network.cuckoo.scheduler.tasks;

import java.time.Duration;
import java.util.Optional;
import network.cuckoo.domain.TaskId;

/**
 * On what terms an app offers a task.
 *
 * @param priority 0 to 9, 9 first among the app's own tasks
 * @param deadline from the submit on: a task that no miner works on by then is given up, one second to a week
 * @param retryOf the task given up that this one repeats
 */
public record TaskTerms(int priority, Optional<Duration> deadline, Optional<TaskId> retryOf) {
    public static final Duration SHORTEST_DEADLINE = Duration.ofSeconds(1);
    public static final Duration LONGEST_DEADLINE = Duration.ofDays(7);
    private static final int MAX_PRIORITY = 9;

    public TaskTerms {
        if (priority < 0 || priority > MAX_PRIORITY) {
            throw new IllegalArgumentException("priority must be 0 to " + MAX_PRIORITY + ", not " + priority);
        }
        if (deadline.filter(time -> time.compareTo(SHORTEST_DEADLINE) < 0 || time.compareTo(LONGEST_DEADLINE) > 0)
                .isPresent()) {
            throw new IllegalArgumentException("a deadline must be in " + SHORTEST_DEADLINE.toSeconds() + " to "
                    + LONGEST_DEADLINE.toSeconds() + " s, not " + deadline.get());
        }
    }

    /** Whether nothing but a priority was asked for. */
    boolean arePlain() {
        return deadline.isEmpty() && retryOf.isEmpty();
    }

    /** No deadline, no earlier task. */
    public static TaskTerms ofPriority(int priority) {
        return new TaskTerms(priority, Optional.empty(), Optional.empty());
    }
}
