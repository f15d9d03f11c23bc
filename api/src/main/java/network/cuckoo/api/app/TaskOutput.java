package network.cuckoo.api.app;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import network.cuckoo.api.listen.Endpoint;
import network.cuckoo.api.problem.ProblemCode;
import network.cuckoo.scheduler.tasks.TaskDesk;
import network.cuckoo.scheduler.tasks.TaskView;

/** {@code GET /v1/tasks/{id}/result}: the output's bytes, for the app that paid for them. They never change. */
public final class TaskOutput implements Endpoint {
    private final AppKeys keys;
    private final TaskDesk tasks;

    public TaskOutput(AppKeys keys, TaskDesk tasks) {
        this.keys = keys;
        this.tasks = tasks;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/v1/tasks/{id}/result", this::handle);
    }

    private void handle(Context ctx) {
        TaskView task = keys.requireTask(ctx);
        TaskView.Output output = task.output()
                .orElseThrow(() -> ProblemCode.NOT_FOUND.because(
                        "Task " + task.id() + " has no result; it is " + task.state() + "."));
        String etag = '"' + output.sha256().hex() + '"';
        ctx.header("ETag", etag).header("Cache-Control", "private, max-age=31536000, immutable");
        ctx.header("Vary", "Authorization");
        if (etag.equals(ctx.header("If-None-Match"))) {
            ctx.status(304);
            return;
        }
        byte[] bytes = tasks.outputBytes(task.id())
                .orElseThrow(() -> new IllegalStateException("the output of task " + task.id() + " is gone"));
        // A miner chose these bytes: whatever they are, a browser must not run them.
        ctx.header("Content-Security-Policy", "default-src 'none'; sandbox");
        ctx.header("Content-Disposition", "inline; filename=\"" + task.id() + extension(output.mediaType()) + '"');
        ctx.contentType(output.mediaType()).result(bytes);
    }

    private static String extension(String mediaType) {
        return switch (mediaType) {
            case "image/png" -> ".png";
            case "application/json" -> ".json";
            default -> ".bin";
        };
    }
}
