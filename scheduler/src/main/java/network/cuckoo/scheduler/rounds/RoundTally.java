package network.cuckoo.scheduler.rounds;

import java.util.ArrayList;
import java.util.List;

/** What some rounds came to together, in one line for people. */
public final class RoundTally {
    private static final int FEW = 3;

    private final List<String> tasks = new ArrayList<>();
    private int rounds;
    private int assigned;
    private int waiting;
    private int failed;

    /** Adds a round; those that did nothing are not counted. */
    public void add(RoundReport report) {
        if (!(report instanceof RoundReport.Ran ran) || !ran.didSomething()) {
            return;
        }
        rounds++;
        assigned += ran.assigned().size();
        waiting = ran.waiting().size();
        failed += ran.failed().size();
        ran.assigned().stream()
                .limit(FEW + 1L - Math.min(FEW + 1, tasks.size()))
                .forEach(placed -> tasks.add(placed.task().toString()));
    }

    /** {@code 3 assigned, 0 waiting, 0 given up in 2 rounds}, and the tasks if they are few. */
    public String summary() {
        String counts = assigned + " assigned, " + waiting + " waiting, " + failed + " given up in " + rounds
                + (rounds == 1 ? " round" : " rounds");
        return tasks.isEmpty() || tasks.size() > FEW ? counts : counts + ": " + String.join(", ", tasks);
    }
}
