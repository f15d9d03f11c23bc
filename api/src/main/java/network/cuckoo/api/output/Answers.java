package network.cuckoo.api.output;

import io.javalin.http.Context;

/** Puts answers on the wire. Nothing that depends on a key or on time may be cached; that is the default. */
public final class Answers {
    private Answers() {}

    /** A JSON answer with this status, never cached. */
    public static void json(Context ctx, int status, Object answer) {
        ctx.status(status)
                .contentType("application/json")
                .header("Cache-Control", "no-store")
                .result(Json.bytes(answer));
    }

    /** A JSON answer with status 200, never cached. */
    public static void ok(Context ctx, Object answer) {
        json(ctx, 200, answer);
    }

    /** Public data that may be a few seconds old. */
    public static void shared(Context ctx, int maxAgeSeconds, Object answer) {
        ok(ctx, answer);
        ctx.header("Cache-Control", "public, max-age=" + maxAgeSeconds);
    }
}
