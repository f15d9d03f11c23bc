package network.cuckoo.api.app;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import network.cuckoo.api.input.Requests;
import network.cuckoo.api.listen.Endpoint;
import network.cuckoo.api.output.Answers;
import network.cuckoo.api.problem.ProblemCode;
import network.cuckoo.domain.AppId;
import network.cuckoo.scheduler.ModelCatalogue;
import network.cuckoo.scheduler.tasks.Submission;
import network.cuckoo.scheduler.tasks.TaskDesk;
import network.cuckoo.scheduler.tasks.TaskView;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/tasks}: what is answered with 201 is on disk and its price is held. */
public final class SubmitTask implements Endpoint {
    private static final int MAX_KEY_CHARACTERS = 128;

    private final AppKeys keys;
    private final ModelCatalogue catalogue;
    private final TaskDesk tasks;
    private final Nonces nonces;

    public SubmitTask(AppKeys keys, ModelCatalogue catalogue, TaskDesk tasks, Nonces nonces) {
        this.keys = keys;
        this.catalogue = catalogue;
        this.tasks = tasks;
        this.nonces = nonces;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.post("/v1/tasks", this::handle);
    }

    private void handle(Context ctx) {
        AppId app = keys.require(ctx);
        Optional<String> idempotencyKey = idempotencyKey(ctx);
        TaskOffer offer = Requests.body(ctx, body -> TaskOffer.read(body, catalogue));
        Submission submission = submit(app, offer, idempotencyKey);
        if (submission instanceof Submission.IdempotencyConflict
                && offer.nonce().isEmpty()) {
            // The first of two requests at once may have stored its nonce only after this one looked.
            submission = submit(app, offer, idempotencyKey);
        }
        answer(ctx, submission);
    }

    private Submission submit(AppId app, TaskOffer offer, Optional<String> idempotencyKey) {
        var nonce = offer.nonce().orElseGet(() -> nonces.forOffer(app, idempotencyKey));
        return tasks.submit(app, offer.request(nonce), offer.terms(), idempotencyKey);
    }

    private static void answer(Context ctx, Submission submission) {
        switch (submission) {
            case Submission.Accepted(TaskView task) -> {
                ctx.header("Location", TaskJson.Links.of(task.id()).self());
                Answers.json(ctx, 201, TaskJson.Accepted.of(task));
            }
            case Submission.AlreadyAccepted(TaskView task) -> Answers.ok(ctx, TaskJson.Accepted.of(task));
            case Submission.NotEnoughCredit(var available, var price) ->
                throw ProblemCode.NOT_ENOUGH_CREDIT.because("The task costs " + price.toCai() + " and "
                        + available.toCai() + " is available. Ask the coordinator for credit.");
            case Submission.TextTooLong(var model, int tokens, int maxTokens) ->
                throw ProblemCode.INVALID_INPUT.because("The text has " + tokens + " tokens, and model " + model
                        + " takes at most " + maxTokens
                        + ", the special ones around it included. Nothing was stored; send a shorter text.");
            case Submission.TextUnknown(var model) ->
                throw ProblemCode.INVALID_INPUT.because("Model " + model
                        + " knows none of the text's words or symbols. Nothing was stored; say it in other words.");
            case Submission.IdempotencyConflict() ->
                throw ProblemCode.IDEMPOTENCY_CONFLICT.because("Use a new Idempotency-Key for a new request.");
            case Submission.UnknownModel(var model) ->
                throw ProblemCode.UNKNOWN_MODEL.because(
                        "Model " + model + " is not on offer any more; see /v1/models.");
        }
    }

    private static Optional<String> idempotencyKey(Context ctx) {
        @Nullable String key = ctx.header("Idempotency-Key");
        if (key == null) {
            return Optional.empty();
        }
        if (key.isBlank() || key.length() > MAX_KEY_CHARACTERS) {
            throw ProblemCode.INVALID_INPUT.because("Idempotency-Key must have 1 to 128 characters.");
        }
        return Optional.of(key);
    }
}
