package network.cuckoo.api.app;

import io.javalin.http.Context;
import network.cuckoo.api.input.Requests;
import network.cuckoo.api.problem.ProblemCode;
import network.cuckoo.db.Secret;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.TaskId;
import network.cuckoo.scheduler.apps.AppDesk;
import network.cuckoo.scheduler.tasks.TaskDesk;
import network.cuckoo.scheduler.tasks.TaskView;

/** Who calls, by its API key; and that app's tasks only. */
public final class AppKeys {
    private final AppDesk apps;
    private final TaskDesk tasks;

    public AppKeys(AppDesk apps, TaskDesk tasks) {
        this.apps = apps;
        this.tasks = tasks;
    }

    /** The calling app. */
    AppId require(Context ctx) {
        var key = new Secret(Requests.bearer(ctx, "API key"));
        return apps.authenticate(key)
                .orElseThrow(() -> ProblemCode.UNAUTHORIZED.because("This API key is unknown or revoked."));
    }

    /** The task that the path names, if it is the calling app's. */
    TaskView requireTask(Context ctx) {
        AppId app = require(ctx);
        TaskId id = Requests.path(ctx, "id", TaskId::parse);
        return tasks.find(app, id).orElseThrow(() -> notFound(id));
    }

    static RuntimeException notFound(TaskId id) {
        return ProblemCode.NOT_FOUND.because("This app has no task " + id + ".");
    }
}
