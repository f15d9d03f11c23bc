package network.cuckoo.api.node;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import network.cuckoo.api.input.Fields;
import network.cuckoo.api.input.Requests;
import network.cuckoo.api.listen.Endpoint;
import network.cuckoo.api.output.Answers;
import network.cuckoo.api.problem.ApiProblem;
import network.cuckoo.api.problem.ProblemCode;
import network.cuckoo.db.Secret;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.SessionId;
import network.cuckoo.domain.sign.Signature;
import network.cuckoo.scheduler.SchedulerConfig;
import network.cuckoo.scheduler.sessions.LoginOutcome;
import network.cuckoo.scheduler.sessions.ServedModel;
import network.cuckoo.scheduler.sessions.Session;
import network.cuckoo.scheduler.sessions.SessionDesk;

/** {@code POST /v1/node/login} and {@code /logout}: a signed challenge for a session, and its end. */
public final class Login implements Endpoint {
    private static final int MAX_MODELS = 64;
    private static final int MAX_PLACES = 1024;
    private static final int MAX_MESSAGE_CHARACTERS = 2_000;
    private static final int MAX_LABEL_CHARACTERS = 200;
    private static final int SIGNATURE_CHARACTERS = 132;
    private static final int HASH_CHARACTERS = 66;

    private final SessionDesk desk;
    private final NodeSessions sessions;
    private final SchedulerConfig scheduler;

    public Login(SessionDesk desk, NodeSessions sessions, SchedulerConfig scheduler) {
        this.desk = desk;
        this.sessions = sessions;
        this.scheduler = scheduler;
    }

    private record Request(
            String message, Signature signature, String software, String device, List<ServedModel> models) {
        static Request read(Fields body) {
            return new Request(
                    body.text("message", MAX_MESSAGE_CHARACTERS),
                    body.parsed("signature", SIGNATURE_CHARACTERS, Signature::new),
                    body.text("software", MAX_LABEL_CHARACTERS),
                    body.text("device", MAX_LABEL_CHARACTERS),
                    body.objects("models", MAX_MODELS, Request::model));
        }

        private static ServedModel model(Fields fields) {
            return new ServedModel(
                    fields.parsed("model", 64, ModelId::new),
                    fields.parsed("modelHash", HASH_CHARACTERS, Hash32::parse),
                    Math.toIntExact(fields.number("places", 1, MAX_PLACES)));
        }
    }

    private record SignedIn(
            String token,
            SessionId sessionId,
            long generation,
            Instant expiresAt,
            NodeAddress coordinator,
            Address stakingAddress,
            ChainId chainId,
            long pollSeconds) {}

    @Override
    public void register(RoutesConfig routes) {
        routes.post("/v1/node/login", this::login);
        routes.post("/v1/node/logout", this::logout);
    }

    private void login(Context ctx) {
        Request request = Requests.body(ctx, Request::read);
        LoginOutcome outcome = desk.login(
                request.message(), request.signature(), request.models(), request.software(), request.device());
        switch (outcome) {
            case LoginOutcome.SignedIn(Secret token, Session session) -> Answers.ok(ctx, signedIn(token, session));
            case LoginOutcome.NotRegistered(var node) -> throw NodeSessions.notRegistered(node);
            case LoginOutcome.StakeTooLow(var node) ->
                throw ProblemCode.STAKE_TOO_LOW.because(
                        "The miner of node " + node + " is not active: raise its own stake to the minimum.");
            case LoginOutcome.BadSignature() ->
                throw ProblemCode.BAD_SIGNATURE.because("Sign the message with the key of the node that it names.");
            case LoginOutcome.Expired() ->
                throw ProblemCode.LOGIN_EXPIRED.because("Get a new challenge; each is good once and for a short time.");
            case LoginOutcome.Malformed(String detail) -> throw invalid(detail);
            case LoginOutcome.NoModels(String detail) -> throw invalid(detail);
            case LoginOutcome.ModelMismatch(var model, String detail) ->
                throw ProblemCode.MODEL_MISMATCH.because("Model " + model + ": " + detail);
        }
    }

    private void logout(Context ctx) {
        desk.logout(sessions.require(ctx));
        ctx.status(204);
    }

    private SignedIn signedIn(Secret token, Session session) {
        return new SignedIn(
                token.reveal(),
                session.id(),
                session.generation(),
                session.expiresAt(),
                scheduler.coordinator(),
                scheduler.stakingContract(),
                scheduler.chainId(),
                Math.max(1, scheduler.times().poll().toSeconds()));
    }

    private static ApiProblem invalid(String detail) {
        return ProblemCode.INVALID_INPUT.because(detail);
    }
}
