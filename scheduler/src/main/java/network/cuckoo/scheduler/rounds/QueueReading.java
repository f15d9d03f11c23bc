package network.cuckoo.scheduler.rounds;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.task.Lane;
import network.cuckoo.scheduler.apps.Turns;
import network.cuckoo.scheduler.tasks.TaskQueue;
import network.cuckoo.scheduler.tasks.TaskQueue.Head;
import network.cuckoo.scheduler.tasks.TaskRow;
import network.cuckoo.scheduler.tasks.TaskStore;
import org.jooq.DSLContext;

/** One round's claims: the heads of the lanes, in the order of turns, and what of them left the queue. */
final class QueueReading {
    private static final int MIN_EACH = 8;

    private final DSLContext tx;
    private final Turns turns;
    private final ReadBudget budget;
    private final Map<Lane, Long> floors;
    private final Set<Lane> lanes;
    private final boolean anywhere;
    private final Map<Lane, Long> from = new HashMap<>();
    private final Map<Lane, Deque<Head>> claimed = new HashMap<>();
    private final Set<TaskId> left = new HashSet<>();
    private final Set<ModelId> readAnew = new HashSet<>();
    private boolean postponed;

    /** What is known of the queue: before which place of a lane all are gone, which lanes may have tasks, whether any other may. */
    record Known(Map<Lane, Long> floors, Set<Lane> lanes, boolean anywhere) {
        Known {
            floors = Map.copyOf(floors);
            lanes = Set.copyOf(lanes);
        }
    }

    QueueReading(DSLContext tx, Turns turns, Known known, ReadBudget budget) {
        this.tx = tx;
        this.turns = turns;
        this.floors = new HashMap<>(known.floors());
        this.lanes = new HashSet<>(known.lanes());
        this.anywhere = known.anywhere();
        this.budget = budget;
    }

    /** The next tasks of the model in the order of turns, at most so many, held until the transaction ends; empty if there are none. */
    List<TaskRow> claim(ModelId model, int places) {
        if (anywhere) {
            readAnew(model);
        }
        List<TaskRow> tasks = claimKnown(model, places);
        if (tasks.isEmpty() && readAnew(model)) {
            tasks = claimKnown(model, places);
        }
        return tasks;
    }

    private boolean readAnew(ModelId model) {
        if (readAnew.contains(model)) {
            return false;
        }
        if (!budget.allows()) {
            postponed = true;
            return false;
        }
        long begin = budget.begin();
        lanes.removeIf(lane -> lane.model().equals(model));
        Set<Lane> found = TaskQueue.lanes(tx, model);
        lanes.addAll(found);
        found.stream().filter(lane -> !claimed.containsKey(lane)).forEach(floors::remove);
        readAnew.add(model);
        budget.spent(begin);
        return !found.isEmpty();
    }

    private List<TaskRow> claimKnown(ModelId model, int places) {
        Map<Lane, Long> read = lanes.stream()
                .filter(lane -> lane.model().equals(model))
                .collect(Collectors.toMap(
                        Function.identity(), lane -> from.getOrDefault(lane, floors.getOrDefault(lane, 0L))));
        if (read.isEmpty()) {
            return List.of();
        }
        int each = Math.min(places, Integer.highestOneBit(Math.max(MIN_EACH, 4 * places / read.size())) * 2);
        List<Head> heads = TaskQueue.heads(tx, model, read, each);
        read.keySet().forEach(lanes::remove);
        heads.forEach(head -> lanes.add(head.lane()));
        turns.know(heads.stream().map(head -> head.lane().app()).toList());
        List<Head> next = inTurn(heads, places, each);
        next.forEach(head -> {
            claimed.computeIfAbsent(head.lane(), lane -> new ArrayDeque<>()).add(head);
            from.put(head.lane(), head.queueSeq() + 1);
        });
        return held(next);
    }

    private List<TaskRow> held(List<Head> heads) {
        if (heads.isEmpty()) {
            return List.of();
        }
        Map<TaskId, TaskRow> rows =
                TaskStore.lockQueued(tx, heads.stream().map(Head::task).toList());
        return heads.stream()
                .map(Head::task)
                .filter(rows::containsKey)
                .map(rows::get)
                .toList();
    }

    /** An app's tasks, the next one first: by priority, then by age. */
    private static final class Line {
        private final AppId app;
        private final Deque<Head> heads;
        private BigInteger tagWei;

        private Line(AppId app, Deque<Head> heads, BigInteger tagWei) {
            this.app = app;
            this.heads = heads;
            this.tagWei = tagWei;
        }
    }

    /** Stops where the next task in turn was not read: its lane may have more than were asked of it. */
    private List<Head> inTurn(List<Head> heads, int places, int each) {
        Map<Lane, Long> read = heads.stream().collect(Collectors.groupingBy(Head::lane, Collectors.counting()));
        PriorityQueue<Line> lines = lines(heads);
        var next = new ArrayList<Head>();
        while (next.size() < places && !lines.isEmpty()) {
            Line line = lines.remove();
            Head head = line.heads.remove();
            next.add(head);
            line.tagWei = turns.after(line.app, line.tagWei, head.price());
            boolean lastRead = line.heads.isEmpty() || !line.heads.peek().lane().equals(head.lane());
            if (lastRead && read.getOrDefault(head.lane(), 0L) == each) {
                break;
            }
            if (!line.heads.isEmpty()) {
                lines.add(line);
            }
        }
        return next;
    }

    private PriorityQueue<Line> lines(List<Head> heads) {
        var byApp = new LinkedHashMap<AppId, Deque<Head>>();
        heads.stream()
                .sorted(Comparator.comparing((Head head) -> -head.lane().priority())
                        .thenComparing(Head::queueSeq))
                .forEach(head -> byApp.computeIfAbsent(head.lane().app(), app -> new ArrayDeque<>())
                        .add(head));
        var lines = new PriorityQueue<Line>(
                Comparator.comparing((Line line) -> line.tagWei).thenComparing(line -> line.app.value()));
        byApp.forEach((app, tasks) -> lines.add(new Line(app, tasks, turns.of(app))));
        return lines;
    }

    /** The task left the queue in this round. */
    void leaves(TaskId task) {
        left.add(task);
    }

    /** What is known of the queue after this round, if it commits: no floor passes a task that is queued, or may still appear. */
    Known known() {
        claimed.forEach((lane, heads) -> {
            for (Head head : heads) {
                if (!head.settled() || !left.contains(head.task())) {
                    break;
                }
                floors.put(lane, head.queueSeq() + 1);
            }
        });
        lanes.addAll(claimed.keySet());
        return new Known(floors, lanes, anywhere && postponed);
    }
}
