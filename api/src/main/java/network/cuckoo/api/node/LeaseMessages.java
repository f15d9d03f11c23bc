package network.cuckoo.api.node;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import network.cuckoo.api.input.Fields;
import network.cuckoo.api.input.Requests;
import network.cuckoo.api.listen.Endpoint;
import network.cuckoo.api.output.Answers;
import network.cuckoo.domain.Fence;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.scheduler.leases.LeaseAnswer;
import network.cuckoo.scheduler.leases.LeaseDesk;
import network.cuckoo.scheduler.sessions.Session;

/** {@code POST /v1/node/leases/{id}/start}, {@code /progress} and {@code /fail}: what a miner says about a lease. */
public final class LeaseMessages implements Endpoint {
    private static final int MAX_STEPS = 1_000_000;
    private static final int MAX_CODE_CHARACTERS = 64;
    private static final int MAX_DETAIL_CHARACTERS = 2_000;

    private final NodeSessions sessions;
    private final LeaseDesk leases;

    public LeaseMessages(NodeSessions sessions, LeaseDesk leases) {
        this.sessions = sessions;
        this.leases = leases;
    }

    private record Progress(Fence fence, int done, int total) {
        static Progress read(Fields body) {
            int total = Math.toIntExact(body.number("total", 1, MAX_STEPS));
            return new Progress(LeaseMessages.fence(body), Math.toIntExact(body.number("done", 0, total)), total);
        }
    }

    private record Failure(Fence fence, String code, String detail) {
        static Failure read(Fields body) {
            return new Failure(
                    LeaseMessages.fence(body),
                    body.text("code", MAX_CODE_CHARACTERS),
                    body.note("detail", MAX_DETAIL_CHARACTERS));
        }
    }

    private record Started(long remainingMillis) {}

    @Override
    public void register(RoutesConfig routes) {
        routes.post("/v1/node/leases/{id}/start", this::start);
        routes.post("/v1/node/leases/{id}/progress", this::progress);
        routes.post("/v1/node/leases/{id}/fail", this::fail);
    }

    private void start(Context ctx) {
        Session session = sessions.require(ctx);
        LeaseId lease = Requests.path(ctx, "id", LeaseId::parse);
        Fence fence = Requests.body(ctx, LeaseMessages::fence);
        Duration remaining = done(leases.start(session, lease, fence));
        Answers.ok(ctx, new Started(Math.max(0, remaining.toMillis())));
    }

    private void progress(Context ctx) {
        Session session = sessions.require(ctx);
        LeaseId lease = Requests.path(ctx, "id", LeaseId::parse);
        Progress progress = Requests.body(ctx, Progress::read);
        done(leases.progress(session, lease, progress.fence(), progress.done(), progress.total()));
        ctx.status(204);
    }

    private void fail(Context ctx) {
        Session session = sessions.require(ctx);
        LeaseId lease = Requests.path(ctx, "id", LeaseId::parse);
        Failure failure = Requests.body(ctx, Failure::read);
        done(leases.fail(session, lease, failure.fence(), failure.code(), failure.detail()));
        ctx.status(204);
    }

    static Fence fence(Fields body) {
        return new Fence(body.number("fence", 1, Long.MAX_VALUE));
    }

    private static Duration done(LeaseAnswer answer) {
        return switch (answer) {
            case LeaseAnswer.Done(Duration remaining) -> remaining;
            case LeaseAnswer.NotYours() -> throw LeaseRefusals.notYours();
            case LeaseAnswer.Ended(var reason) -> throw LeaseRefusals.ended(reason);
            case LeaseAnswer.WrongFence(var fence) -> throw LeaseRefusals.wrongFence(fence);
        };
    }
}
