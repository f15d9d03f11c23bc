package network.cuckoo.api.problem;

import java.util.Locale;

/** Every way in which a request can be refused: a stable code, its HTTP status and a title. Codes are part of the API. */
public enum ProblemCode {
    INVALID_INPUT(400, "The request is not as it should be"),
    UNKNOWN_PARAMETER(400, "The query has a parameter that is not taken here"),
    UNKNOWN_MODEL(400, "No such model is on offer"),
    UNAUTHORIZED(401, "A valid key or token is needed"),
    BAD_SIGNATURE(401, "The signature is not by the key that should have signed"),
    LOGIN_EXPIRED(401, "The login challenge is used up, expired or not ours"),
    SESSION_SUPERSEDED(401, "A newer login of this node has ended this session"),
    NOT_ENOUGH_CREDIT(402, "The app's credit does not cover the price"),
    NOT_REGISTERED(403, "No active miner is registered with this node address"),
    STAKE_TOO_LOW(403, "The miner's own stake is below the minimum"),
    NOT_YOUR_LEASE(403, "The lease belongs to another miner"),
    FOREIGN_ORIGIN(403, "A page of another site may not do this"),
    NOT_FOUND(404, "There is nothing here"),
    METHOD_NOT_ALLOWED(405, "This address does not take this method"),
    IDEMPOTENCY_CONFLICT(409, "The idempotency key was used for another request"),
    ALREADY_EXISTS(409, "The name or reference is taken"),
    ALREADY_FINISHED(409, "The task is finished"),
    NOT_GIVEN_UP(409, "The task was not given up"),
    MODEL_MISMATCH(409, "The node's model differs from the one on offer"),
    LEASE_ENDED(409, "The lease has ended"),
    WRONG_FENCE(409, "The fence is not the lease's current one"),
    OUTPUT_HASH_MISMATCH(400, "The output's hash is not the one given"),
    OUTPUT_TOO_LARGE(413, "The output is larger than the network takes"),
    BODY_TOO_LARGE(413, "The request's body is too large"),
    ADDRESS_TOO_LONG(414, "The request's path and query are too long"),
    TOO_MANY_STREAMS(429, "Too many event streams are open"),
    HEADERS_TOO_LARGE(431, "The request's headers are too large"),
    INTERNAL(500, "Something went wrong on our side"),
    DASHBOARD_UNAVAILABLE(502, "The dashboard does not answer"),
    DATABASE_UNAVAILABLE(503, "The database can't be reached right now"),
    STOPPING(503, "The coordinator is stopping");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The code as it stands in answers: lower case with dashes. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The HTTP status that goes with it. */
    public int status() {
        return status;
    }

    /** The same short sentence whenever this code is given. */
    public String title() {
        return title;
    }

    /** A refusal with this code; the detail says what was wrong and what to do. */
    public ApiProblem because(String detail) {
        return new ApiProblem(this, detail);
    }
}
