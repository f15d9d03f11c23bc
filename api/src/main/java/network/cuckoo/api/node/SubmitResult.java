package network.cuckoo.api.node;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import network.cuckoo.api.input.Fields;
import network.cuckoo.api.input.Requests;
import network.cuckoo.api.listen.Endpoint;
import network.cuckoo.api.output.Answers;
import network.cuckoo.api.problem.ProblemCode;
import network.cuckoo.domain.Fence;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.sign.Signature;
import network.cuckoo.scheduler.ModelOffer;
import network.cuckoo.scheduler.results.ResultDesk;
import network.cuckoo.scheduler.results.ResultReport;
import network.cuckoo.scheduler.results.ResultVerdict;
import network.cuckoo.scheduler.sessions.Session;

/** {@code POST /v1/node/leases/{id}/result}: a signed output. A repeat of an accepted one is answered as the first time. */
public final class SubmitResult implements Endpoint {
    private static final int MAX_BASE64_CHARACTERS = (ModelOffer.MAX_OUTPUT_BYTES + 2) / 3 * 4;
    /** Room for an output beyond the limit, so that it is refused as such, and for the other fields. */
    private static final int MAX_BODY_BYTES = 2 * MAX_BASE64_CHARACTERS;

    private static final int HASH_CHARACTERS = 66;
    private static final int SIGNATURE_CHARACTERS = 132;
    private static final int MAX_MEDIA_TYPE_CHARACTERS = 100;
    private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z0-9.+-]+/[a-z0-9.+-]+");

    private final NodeSessions sessions;
    private final ResultDesk results;

    public SubmitResult(NodeSessions sessions, ResultDesk results) {
        this.sessions = sessions;
        this.results = results;
    }

    private record Verdict(String verdict, Wei earnedWei) {
        static Verdict accepted(Wei earned) {
            return new Verdict("ACCEPTED", earned);
        }
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.post("/v1/node/leases/{id}/result", this::handle);
    }

    private void handle(Context ctx) {
        Session session = sessions.require(ctx);
        LeaseId lease = Requests.path(ctx, "id", LeaseId::parse);
        ResultReport report = Requests.body(ctx, MAX_BODY_BYTES, body -> read(lease, body));
        switch (results.accept(session, report)) {
            case ResultVerdict.Accepted(var task, Wei earned) -> Answers.ok(ctx, Verdict.accepted(earned));
            case ResultVerdict.Duplicate(var task, Wei earned) -> Answers.ok(ctx, Verdict.accepted(earned));
            case ResultVerdict.Late(var reason) -> throw LeaseRefusals.ended(reason);
            case ResultVerdict.NotYours() -> throw LeaseRefusals.notYours();
            case ResultVerdict.WrongFence(var fence) -> throw LeaseRefusals.wrongFence(fence);
            case ResultVerdict.BadSignature() ->
                throw ProblemCode.BAD_SIGNATURE.because(
                        "Sign the TaskResult of this very lease, fence and output with the session's node key.");
            case ResultVerdict.HashMismatch() ->
                throw ProblemCode.OUTPUT_HASH_MISMATCH.because("outputHash must be the SHA-256 of the output's bytes.");
            case ResultVerdict.WrongSize(int sizeBytes, int maxBytes) -> throw wrongSize(sizeBytes, maxBytes);
            case ResultVerdict.WrongMediaType(String mediaType) ->
                throw ProblemCode.INVALID_INPUT.because("The model gives no output of media type " + mediaType + ".");
        }
    }

    private static RuntimeException wrongSize(int sizeBytes, int maxBytes) {
        ProblemCode code = sizeBytes > maxBytes ? ProblemCode.OUTPUT_TOO_LARGE : ProblemCode.INVALID_INPUT;
        return code.because("The output has " + sizeBytes + " bytes; 1 to " + maxBytes + " are taken.");
    }

    private static ResultReport read(LeaseId lease, Fields body) {
        Fence fence = LeaseMessages.fence(body);
        String mediaType = body.parsed("mediaType", MAX_MEDIA_TYPE_CHARACTERS, SubmitResult::mediaType);
        byte[] output = body.parsed("output", MAX_BODY_BYTES, Base64.getDecoder()::decode);
        return new ResultReport(
                lease,
                fence,
                mediaType,
                output,
                body.parsed("outputHash", HASH_CHARACTERS, Hash32::parse),
                body.parsed("signature", SIGNATURE_CHARACTERS, Signature::new),
                body.number("gpuMillis", 0, Long.MAX_VALUE));
    }

    private static String mediaType(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!MEDIA_TYPE.matcher(lower).matches()) {
            throw new IllegalArgumentException("not a media type such as image/png");
        }
        return lower;
    }
}
