package network.cuckoo.scheduler.draws;

import java.util.List;
import network.cuckoo.domain.TaskId;

/** The published log of draws. Holds no prompt. */
public interface DrawLog {
    /** All draws of a task that had a winner, in order of their attempts. */
    List<AssignmentView> assignments(TaskId task);
}
