package network.cuckoo.scheduler.tasks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.cuckoo.db.Database;
import network.cuckoo.db.GroupCommit;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.id.UuidV7;
import network.cuckoo.domain.task.Lane;
import network.cuckoo.domain.task.TaskInput;
import network.cuckoo.domain.task.TaskRequest;
import network.cuckoo.domain.task.TaskState;
import network.cuckoo.domain.task.TextEmbeddingInput;
import network.cuckoo.domain.task.TextToImageInput;
import network.cuckoo.domain.task.TextTokens;
import network.cuckoo.scheduler.ModelCatalogue;
import network.cuckoo.scheduler.ModelOffer;
import network.cuckoo.scheduler.leases.LeaseEnding;
import network.cuckoo.scheduler.ledger.Ledger;
import network.cuckoo.scheduler.signals.Waker;
import network.cuckoo.scheduler.tasks.TaskStore.NewTask;

/** What apps do with tasks. */
public final class TaskDesk {
    private static final int MAX_LIST = 1_000;
    private static final int MAX_GROUP = 256;

    private final Database database;
    private final ModelCatalogue catalogue;
    private final TokenCount texts;
    private final Ledger ledger;
    private final LeaseEnding leases;
    private final UuidV7 ids;
    private final Waker waker;
    private final TaskViews views;
    private final GroupCommit<NewTask, Submission> submits;

    public TaskDesk(
            Database database,
            ModelCatalogue catalogue,
            TokenCount texts,
            Ledger ledger,
            LeaseEnding leases,
            UuidV7 ids,
            Waker waker) {
        this.database = database;
        this.catalogue = catalogue;
        this.texts = texts;
        this.ledger = ledger;
        this.leases = leases;
        this.ids = ids;
        this.waker = waker;
        this.views = new TaskViews(database);
        this.submits = new GroupCommit<>(
                MAX_GROUP, group -> database.pointTransaction(tx -> new Submits(tx, ledger, views).run(group)));
    }

    /** Stores the task at this priority (0 to 9, 9 first among the app's own tasks) and without a deadline. */
    public Submission submit(AppId app, TaskRequest request, int priority, Optional<String> idempotencyKey) {
        return submit(app, request, TaskTerms.ofPriority(priority), idempotencyKey);
    }

    /**
     * Stores the task and holds its price in one transaction, which others that come at the same time may share.
     *
     * @param idempotencyKey 1 to 128 characters that the app chose for this request
     */
    public Submission submit(AppId app, TaskRequest request, TaskTerms terms, Optional<String> idempotencyKey) {
        Optional<ModelOffer> offer = catalogue.find(request.model()).filter(model -> fits(model, request));
        if (offer.isEmpty()) {
            return new Submission.UnknownModel(request.model());
        }
        TextTokens tokens = texts.of(request.model(), text(request.input()));
        if (tokens.count() > offer.get().maxTokens()) {
            return new Submission.TextTooLong(
                    request.model(), tokens.count(), offer.get().maxTokens());
        }
        if (!tokens.areKnown()) {
            return new Submission.TextUnknown(request.model());
        }
        TaskRow row = newTask(app, request, terms.priority(), offer.get().price());
        Submission submission = submits.call(new NewTask(row, terms, idempotencyKey));
        if (submission instanceof Submission.Accepted) {
            waker.queued(new Lane(request.model(), app, terms.priority()));
        }
        return submission;
    }

    private TaskRow newTask(AppId app, TaskRequest request, int priority, Wei price) {
        return new TaskRow(
                new TaskId(ids.next()),
                app,
                request,
                request.requestHash(),
                priority,
                price,
                TaskState.QUEUED,
                0,
                Set.of(),
                false);
    }

    private static String text(TaskInput input) {
        return switch (input) {
            case TextToImageInput picture -> picture.prompt();
            case TextEmbeddingInput vector -> vector.text();
        };
    }

    private static boolean fits(ModelOffer offer, TaskRequest request) {
        return offer.modelHash().equals(request.modelHash())
                && offer.kind().equals(request.input().kind());
    }

    /** The task, whoever asks. */
    public Optional<TaskView> find(TaskId task) {
        return views.find(task);
    }

    /** The task, if it is the app's. */
    public Optional<TaskView> find(AppId app, TaskId task) {
        return views.find(task).filter(view -> view.app().equals(app));
    }

    /** The app's tasks, newest first, older than {@code before} if given; at most {@code limit}, 1 to 1,000. */
    public List<TaskView> list(AppId app, int limit, Optional<TaskId> before) {
        return views.list(app, Math.clamp(limit, 1, MAX_LIST), before);
    }

    /** Takes a task back: a live lease ends, the price is released. */
    public Cancellation cancel(AppId app, TaskId task) {
        Optional<TaskRow> before = database.transaction(tx -> {
            Optional<TaskRow> row =
                    TaskStore.lock(tx, task).filter(found -> found.app().equals(app));
            row.filter(found -> !found.state().isFinished()).ifPresent(found -> leases.cancel(tx, found));
            return row;
        });
        if (before.isEmpty()) {
            return new Cancellation.NotFound();
        }
        TaskView now = views.get(task);
        if (now.state() != TaskState.CANCELLED) {
            return new Cancellation.AlreadyFinished(now);
        }
        waker.taskChanged(task);
        now.assignment().ifPresent(assigned -> waker.leasesChanged(assigned.miner()));
        waker.workChanged();
        return new Cancellation.Cancelled(now);
    }

    /** The accepted output's bytes. */
    public Optional<byte[]> outputBytes(TaskId task) {
        return views.outputBytes(task);
    }

    /** Events after {@code afterSeq} (0 for all) in order, at most {@code limit}. */
    public List<TaskEvent> events(TaskId task, int afterSeq, int limit) {
        return TaskEvents.after(database.read(), task, afterSeq, Math.clamp(limit, 1, MAX_LIST));
    }
}
