package network.cuckoo.scheduler.tasks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.task.TaskRequest;
import network.cuckoo.scheduler.ledger.Ledger;
import network.cuckoo.scheduler.tasks.TaskEvent.Kind;
import network.cuckoo.scheduler.tasks.TaskEvents.NewEvent;
import network.cuckoo.scheduler.tasks.TaskStore.NewTask;
import network.cuckoo.scheduler.tasks.TaskStore.Stored;
import org.jooq.DSLContext;

/** Submits that share a transaction, judged in the order in which they came: each sees the credit that those before it left. */
final class Submits {
    private final DSLContext tx;
    private final Ledger ledger;
    private final TaskViews views;
    private final Map<AppId, Wei> available = new HashMap<>();
    private final Map<Key, TaskRow> keyed = new HashMap<>();
    private final List<NewTask> accepted = new ArrayList<>();

    /** What an app chose to tell a repeated request by. */
    private record Key(AppId app, String text) {}

    /** What a submit comes to, before anything is written. */
    private sealed interface Judged {
        record New(TaskRow task) implements Judged {}

        record Before(TaskRow task, boolean same) implements Judged {}

        record TooDear(Wei available, Wei price) implements Judged {}
    }

    Submits(DSLContext tx, Ledger ledger, TaskViews views) {
        this.tx = tx;
        this.ledger = ledger;
        this.views = views;
    }

    /** Stores what is new and can be paid; answers each in the same order. */
    List<Submission> run(List<NewTask> group) {
        available.putAll(ledger.lockAvailable(
                tx, group.stream().map(task -> task.row().app()).collect(Collectors.toSet())));
        List<NewTask> withKeys =
                group.stream().filter(task -> task.idempotencyKey().isPresent()).toList();
        TaskStore.findByKeys(tx, withKeys)
                .forEach(found -> keyed.put(new Key(found.app(), found.idempotencyKey()), found.task()));
        List<Judged> judged = group.stream().map(this::judge).toList();
        Map<TaskId, Instant> stored = store();
        return judged.stream().map(each -> answer(each, stored)).toList();
    }

    private Judged judge(NewTask task) {
        TaskRow row = task.row();
        Optional<Key> key = task.idempotencyKey().map(text -> new Key(row.app(), text));
        Optional<TaskRow> before = key.map(keyed::get);
        if (before.isPresent()) {
            return new Judged.Before(before.get(), isSame(before.get(), row));
        }
        Wei left = available.getOrDefault(row.app(), Wei.ZERO);
        if (left.compareTo(row.price()) < 0) {
            return new Judged.TooDear(left, row.price());
        }
        available.put(row.app(), left.minus(row.price()));
        key.ifPresent(found -> keyed.put(found, row));
        accepted.add(task);
        return new Judged.New(row);
    }

    /** When the plain ones were stored; of the others there is more to tell. */
    private Map<TaskId, Instant> store() {
        if (accepted.isEmpty()) {
            return Map.of();
        }
        List<Stored> stored = TaskStore.insertAll(tx, accepted);
        List<TaskRow> tasks = accepted.stream().map(NewTask::row).toList();
        Set<TaskId> special = accepted.stream()
                .filter(task -> !task.terms().arePlain())
                .map(task -> task.row().id())
                .collect(Collectors.toSet());
        accepted.forEach(task -> {
            task.terms()
                    .deadline()
                    .ifPresent(deadline -> TaskDeadlines.set(tx, task.row().id(), deadline));
            task.terms()
                    .retryOf()
                    .ifPresent(earlier -> TaskRetries.insert(tx, task.row().id(), earlier));
        });
        TaskQueue.add(tx, tasks.stream().map(TaskRow::id).toList());
        ledger.hold(
                tx,
                tasks.stream()
                        .map(task -> new Ledger.Hold(task.id(), task.app(), task.price()))
                        .toList());
        TaskEvents.appendAll(
                tx,
                Kind.QUEUED,
                tasks.stream()
                        .map(task -> new NewEvent(task.id(), TaskInputs.object()))
                        .toList());
        return stored.stream()
                .filter(task -> !special.contains(task.id()))
                .collect(Collectors.toMap(Stored::id, Stored::at));
    }

    private Submission answer(Judged judged, Map<TaskId, Instant> stored) {
        return switch (judged) {
            case Judged.New(TaskRow task) -> new Submission.Accepted(view(task, stored));
            case Judged.Before(TaskRow task, boolean same) ->
                same ? new Submission.AlreadyAccepted(view(task, stored)) : new Submission.IdempotencyConflict();
            case Judged.TooDear(Wei left, Wei price) -> new Submission.NotEnoughCredit(left, price);
        };
    }

    private TaskView view(TaskRow task, Map<TaskId, Instant> stored) {
        Instant at = stored.get(task.id());
        return at == null ? views.get(tx, task.id()) : TaskView.queued(task, at);
    }

    /** A nonce that the coordinator made differs each time and says nothing about the request. */
    private static boolean isSame(TaskRow before, TaskRow now) {
        TaskRequest one = before.request();
        TaskRequest other = now.request();
        return one.model().equals(other.model())
                && one.input().equals(other.input())
                && one.nonceFromApp() == other.nonceFromApp()
                && (!one.nonceFromApp() || one.nonce().equals(other.nonce()))
                && before.priority() == now.priority();
    }
}
