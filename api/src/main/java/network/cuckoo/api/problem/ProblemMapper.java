package network.cuckoo.api.problem;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.util.UUID;
import network.cuckoo.api.output.Json;
import network.cuckoo.db.DatabaseOutage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where whatever a handler throws becomes an answer. No answer ever carries a stack trace or a statement. */
public final class ProblemMapper {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);
    static final String CONTENT_TYPE = "application/problem+json";
    private static final String RETRY_AFTER_SECONDS = "5";

    private ProblemMapper() {}

    /** Makes a server answer every failure by a problem. */
    public static void register(RoutesConfig routes) {
        routes.exception(ApiProblem.class, (problem, ctx) -> write(ctx, problem.code(), problem.detail()));
        routes.exception(HttpResponseException.class, (refusal, ctx) -> writeRefusal(ctx, refusal));
        routes.exception(Exception.class, (failure, ctx) -> writeFailure(ctx, failure));
    }

    private static void writeRefusal(Context ctx, HttpResponseException refusal) {
        switch (refusal.getStatus()) {
            case 404 ->
                write(ctx, ProblemCode.NOT_FOUND, "No endpoint has this address; /openapi.yaml lists them all.");
            case 405 ->
                write(ctx, ProblemCode.METHOD_NOT_ALLOWED, "See /openapi.yaml for the method that this address takes.");
            case 413 -> write(ctx, ProblemCode.BODY_TOO_LARGE, "Send less.");
            default -> writeFailure(ctx, refusal);
        }
    }

    private static void writeFailure(Context ctx, Exception failure) {
        if (DatabaseOutage.isBehind(failure)) {
            LOG.atWarn().addKeyValue("path", ctx.path()).log("database unavailable: {}", failure.getMessage());
            ctx.header("Retry-After", RETRY_AFTER_SECONDS);
            write(ctx, ProblemCode.DATABASE_UNAVAILABLE, "Nothing was lost. Try again in a few seconds.");
        } else if (failure instanceof IOException && ctx.res().isCommitted()) {
            LOG.atDebug().addKeyValue("path", ctx.path()).log("the caller went away: {}", failure.getMessage());
        } else {
            var id = UUID.randomUUID();
            LOG.atError()
                    .addKeyValue("path", ctx.path())
                    .addKeyValue("failure", id)
                    .setCause(failure)
                    .log("request failed");
            write(ctx, ProblemCode.INTERNAL, "Our log has the cause under " + id + ".");
        }
    }

    private static void write(Context ctx, ProblemCode code, String detail) {
        if (ctx.res().isCommitted()) {
            return;
        }
        if (code == ProblemCode.UNAUTHORIZED && ctx.res().getHeader("WWW-Authenticate") == null) {
            ctx.header("WWW-Authenticate", "Bearer realm=\"cuckoo\"");
        }
        ctx.status(code.status())
                .contentType(CONTENT_TYPE)
                .header("Cache-Control", "no-store")
                .result(Json.bytes(Problem.of(code, detail)));
    }
}
