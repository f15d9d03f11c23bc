package network.cuckoo.api.app;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import network.cuckoo.api.listen.Endpoint;
import network.cuckoo.api.listen.EventWriter;
import network.cuckoo.api.listen.Waiters;
import network.cuckoo.api.output.Json;
import network.cuckoo.api.problem.ProblemCode;
import network.cuckoo.domain.TaskId;
import network.cuckoo.scheduler.signals.Signals;
import network.cuckoo.scheduler.tasks.TaskDesk;
import network.cuckoo.scheduler.tasks.TaskEvent;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/tasks/{id}/events}: what happens to a task, as server-sent events. Read from the stored events and only woken by
 * signals, so nothing is lost and a stream can be taken up again anywhere by {@code Last-Event-ID}.
 */
public final class TaskEvents implements Endpoint {
    private static final int BATCH = 200;

    private final AppKeys keys;
    private final TaskDesk tasks;
    private final Signals<TaskId> signals;
    private final Waiters waiters;
    private final Duration heartbeat;

    public TaskEvents(AppKeys keys, TaskDesk tasks, Signals<TaskId> signals, Waiters waiters, Duration heartbeat) {
        this.keys = keys;
        this.tasks = tasks;
        this.signals = signals;
        this.waiters = waiters;
        this.heartbeat = heartbeat;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/v1/tasks/{id}/events", this::handle);
    }

    private void handle(Context ctx) throws Exception {
        TaskId task = keys.requireTask(ctx).id();
        int lastSeq = lastEventId(ctx);
        waiters.run(() -> {
            try (var subscription = signals.subscribe(task)) {
                stream(open(ctx), task, lastSeq, subscription);
            }
        });
    }

    private static EventWriter open(Context ctx) throws IOException {
        ctx.status(200).contentType("text/event-stream;charset=utf-8");
        ctx.header("Cache-Control", "no-store").header("X-Accel-Buffering", "no");
        var out = new EventWriter(ctx.res());
        out.comment("cuckoo");
        return out;
    }

    private void stream(EventWriter out, TaskId task, int lastSeq, Signals<TaskId>.Subscription subscription)
            throws IOException, InterruptedException {
        int sent = lastSeq;
        while (!waiters.isClosed()) {
            List<TaskEvent> events = tasks.events(task, sent, BATCH);
            for (TaskEvent event : events) {
                out.event(event.seq(), event.kind().name(), data(event));
                sent = event.seq();
                if (event.kind().isFinal()) {
                    return;
                }
            }
            if (events.isEmpty() && isOver(task, sent)) {
                return;
            }
            if (events.size() < BATCH && !subscription.await(heartbeat)) {
                out.comment("alive");
            }
        }
    }

    /** A caller that had the final event already gets an end, not a stream without one. */
    private boolean isOver(TaskId task, int sent) {
        return tasks.find(task).map(view -> view.state().isFinished()).orElse(true)
                && tasks.events(task, sent, 1).isEmpty();
    }

    private static byte[] data(TaskEvent event) {
        return Json.bytes(event.data().deepCopy().put("at", event.at().toString()));
    }

    private static int lastEventId(Context ctx) {
        @Nullable String id = ctx.header("Last-Event-ID");
        if (id == null || id.isEmpty()) {
            return 0;
        }
        try {
            int seq = Integer.parseInt(id);
            if (seq >= 0) {
                return seq;
            }
        } catch (NumberFormatException e) {
            // Answered below.
        }
        throw ProblemCode.INVALID_INPUT.because(
                "Last-Event-ID must be the id of an event of this task, a whole number.");
    }
}
