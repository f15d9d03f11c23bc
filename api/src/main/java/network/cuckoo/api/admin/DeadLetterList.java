package network.cuckoo.api.admin;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.cuckoo.api.input.Requests;
import network.cuckoo.api.listen.Endpoint;
import network.cuckoo.api.output.Answers;
import network.cuckoo.api.problem.ApiProblem;
import network.cuckoo.api.problem.ProblemCode;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.task.TaskState;
import network.cuckoo.scheduler.tasks.DeadLetters;
import network.cuckoo.scheduler.tasks.DeadLetters.Retry;
import network.cuckoo.scheduler.tasks.Submission;
import network.cuckoo.scheduler.tasks.TaskView;
import org.jspecify.annotations.Nullable;

/** {@code /admin/dead-letters}: tasks that were given up, why, and putting one back as a new task. Shows nothing of what was asked. */
public final class DeadLetterList implements Endpoint {
    private static final int MAX_LIMIT = 100;
    private static final int DEFAULT_LIMIT = 20;

    private final DeadLetters letters;

    public DeadLetterList(DeadLetters letters) {
        this.letters = letters;
    }

    private record LetterPage(List<Letter> deadLetters) {}

    private record Letter(
            TaskId id,
            AppId appId,
            ModelId model,
            Wei priceWei,
            String code,
            String detail,
            int attempt,
            int losses,
            Instant createdAt,
            @Nullable Instant finishedAt,
            @Nullable TaskId retryOf,
            @Nullable TaskId retriedBy) {
        static Letter of(TaskView task) {
            TaskView.Failure failure = task.failure()
                    .orElseThrow(() -> new IllegalStateException("task " + task.id() + " was not given up"));
            return new Letter(
                    task.id(),
                    task.app(),
                    task.request().model(),
                    task.price(),
                    failure.code(),
                    failure.detail(),
                    task.attempt(),
                    task.course().losses(),
                    task.createdAt(),
                    task.finishedAt().orElse(null),
                    task.course().retryOf().orElse(null),
                    task.course().retriedBy().orElse(null));
        }
    }

    private record Retried(TaskId id, TaskId retryOf, TaskState state, Wei priceWei) {
        static Retried of(TaskView task, TaskId retryOf) {
            return new Retried(task.id(), retryOf, task.state(), task.price());
        }
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/admin/dead-letters", this::list);
        routes.post("/admin/dead-letters/{id}/retry", this::retry);
    }

    @Override
    public Map<String, Set<String>> parameters() {
        return Map.of("GET /admin/dead-letters", Set.of("limit", "before"));
    }

    private void list(Context ctx) {
        int limit = Requests.queryNumber(ctx, "limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        Optional<TaskId> before = Requests.query(ctx, "before", TaskId::parse);
        Answers.ok(
                ctx,
                new LetterPage(
                        letters.list(limit, before).stream().map(Letter::of).toList()));
    }

    private void retry(Context ctx) {
        TaskId id = Requests.path(ctx, "id", TaskId::parse);
        switch (letters.retry(id)) {
            case Retry.Retried(TaskView task) -> Answers.json(ctx, 201, Retried.of(task, id));
            case Retry.AlreadyRetried(TaskView task) -> Answers.ok(ctx, Retried.of(task, id));
            case Retry.NotGivenUp(TaskState state) ->
                throw ProblemCode.NOT_GIVEN_UP.because("Task " + id + " is " + state + "; nothing was changed.");
            case Retry.NotFound() -> throw ProblemCode.NOT_FOUND.because("There is no task " + id + ".");
            case Retry.Refused(Submission why) -> throw refusal(why);
        }
    }

    private static ApiProblem refusal(Submission why) {
        return switch (why) {
            case Submission.NotEnoughCredit(Wei available, Wei price) ->
                ProblemCode.NOT_ENOUGH_CREDIT.because("The task costs " + price.toCai() + " and its app has "
                        + available.toCai() + " to spend. Give the app credit, then retry.");
            case Submission.UnknownModel(ModelId model) ->
                ProblemCode.UNKNOWN_MODEL.because("Model " + model
                        + " is not on offer any more, or with another bundle. The app must offer the task anew.");
            case Submission.TextTooLong(ModelId model, int tokens, int maxTokens) ->
                ProblemCode.INVALID_INPUT.because(
                        "The text has " + tokens + " tokens, and model " + model + " takes " + maxTokens + " now.");
            case Submission.TextUnknown(ModelId model) ->
                ProblemCode.INVALID_INPUT.because("Model " + model + " knows nothing of the text.");
            case Submission.IdempotencyConflict() ->
                ProblemCode.IDEMPOTENCY_CONFLICT.because(
                        "The app has used the retry's idempotency key for another request.");
            case Submission.Accepted accepted ->
                throw new IllegalStateException("task " + accepted.task().id() + " was accepted");
            case Submission.AlreadyAccepted accepted ->
                throw new IllegalStateException("task " + accepted.task().id() + " was accepted before");
        };
    }
}
