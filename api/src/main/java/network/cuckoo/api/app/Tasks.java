package network.cuckoo.api.app;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.cuckoo.api.input.Requests;
import network.cuckoo.api.listen.Endpoint;
import network.cuckoo.api.output.Answers;
import network.cuckoo.api.problem.ProblemCode;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.TaskId;
import network.cuckoo.scheduler.tasks.Cancellation;
import network.cuckoo.scheduler.tasks.TaskDesk;
import network.cuckoo.scheduler.tasks.TaskView;

/** {@code GET /v1/tasks}, {@code GET /v1/tasks/{id}} and {@code POST /v1/tasks/{id}/cancel}: an app's tasks. */
public final class Tasks implements Endpoint {
    private static final int MAX_LIMIT = 100;
    private static final int DEFAULT_LIMIT = 20;

    private final AppKeys keys;
    private final TaskDesk tasks;

    public Tasks(AppKeys keys, TaskDesk tasks) {
        this.keys = keys;
        this.tasks = tasks;
    }

    private record TaskList(List<TaskJson> tasks) {}

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/v1/tasks", this::list);
        routes.get("/v1/tasks/{id}", ctx -> Answers.ok(ctx, TaskJson.of(keys.requireTask(ctx))));
        routes.post("/v1/tasks/{id}/cancel", this::cancel);
    }

    @Override
    public Map<String, Set<String>> parameters() {
        return Map.of("GET /v1/tasks", Set.of("limit", "before"));
    }

    private void list(Context ctx) {
        AppId app = keys.require(ctx);
        int limit = Requests.queryNumber(ctx, "limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        Optional<TaskId> before = Requests.query(ctx, "before", TaskId::parse);
        Answers.ok(
                ctx,
                new TaskList(tasks.list(app, limit, before).stream()
                        .map(TaskJson::of)
                        .toList()));
    }

    private void cancel(Context ctx) {
        AppId app = keys.require(ctx);
        TaskId id = Requests.path(ctx, "id", TaskId::parse);
        switch (tasks.cancel(app, id)) {
            case Cancellation.Cancelled(TaskView task) -> Answers.ok(ctx, TaskJson.of(task));
            case Cancellation.AlreadyFinished(TaskView task) ->
                throw ProblemCode.ALREADY_FINISHED.because("The task is " + task.state() + "; nothing was cancelled.");
            case Cancellation.NotFound() -> throw AppKeys.notFound(id);
        }
    }
}
