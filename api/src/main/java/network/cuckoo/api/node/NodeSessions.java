package network.cuckoo.api.node;

import io.javalin.http.Context;
import network.cuckoo.api.input.Requests;
import network.cuckoo.api.problem.ApiProblem;
import network.cuckoo.api.problem.ProblemCode;
import network.cuckoo.db.Secret;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.scheduler.sessions.Authentication;
import network.cuckoo.scheduler.sessions.Session;
import network.cuckoo.scheduler.sessions.SessionDesk;

/** Which miner node calls, by its session token. */
public final class NodeSessions {
    private final SessionDesk desk;

    public NodeSessions(SessionDesk desk) {
        this.desk = desk;
    }

    /** The live session of the caller. */
    Session require(Context ctx) {
        var token = new Secret(Requests.bearer(ctx, "session token"));
        return switch (desk.authenticate(token)) {
            case Authentication.Live(Session session) -> session;
            case Authentication.Ended() -> throw superseded();
            case Authentication.Unknown() ->
                throw ProblemCode.UNAUTHORIZED.because("This session token is unknown. Log in at /v1/node/login.");
        };
    }

    static ApiProblem notRegistered(NodeAddress node) {
        return ProblemCode.NOT_REGISTERED.because("The staking contract has no registered miner with node address "
                + node + ". Register it, and give the coordinator a moment to see the block.");
    }

    static ApiProblem superseded() {
        return ProblemCode.SESSION_SUPERSEDED.because(
                "The session ended: by a newer login, a logout or a long absence. Log in again unless another process runs this node.");
    }
}
