package network.cuckoo.worker.node.protocol;

import java.util.Arrays;

/** Why a request gave no answer: the coordinator's problem codes that matter to a miner, and what can go wrong on the way. */
public enum ProblemCode {
    /** The session is unknown or has expired. */
    UNAUTHORIZED("unauthorized"),
    /** A newer login of the same node ended this session. */
    SESSION_SUPERSEDED("session-superseded"),
    /** The contract does not list this node as a miner, or the coordinator has not seen it yet. */
    NOT_REGISTERED("not-registered"),
    STAKE_TOO_LOW("stake-too-low"),
    BAD_SIGNATURE("bad-signature"),
    LOGIN_EXPIRED("login-expired"),
    UNKNOWN_MODEL("unknown-model"),
    /** The coordinator offers other files under a served model's name. */
    MODEL_MISMATCH("model-mismatch"),
    INVALID_INPUT("invalid-input"),
    NOT_YOUR_LEASE("not-your-lease"),
    LEASE_ENDED("lease-ended"),
    WRONG_FENCE("wrong-fence"),
    ALREADY_FINISHED("already-finished"),
    NOT_FOUND("not-found"),
    OUTPUT_HASH_MISMATCH("output-hash-mismatch"),
    OUTPUT_TOO_LARGE("output-too-large"),
    DATABASE_UNAVAILABLE("database-unavailable"),
    INTERNAL("internal"),
    /** The coordinator named a problem that this list lacks; the exception's message names it. */
    OTHER("other"),
    /** No answer came: refused, reset, timed out. */
    UNREACHABLE("unreachable"),
    /** An answer came that is not the protocol's, for example from a proxy in between. */
    MALFORMED_ANSWER("malformed-answer"),
    /** The caller gave the request up. */
    ABANDONED("abandoned");

    private final String text;

    ProblemCode(String text) {
        this.text = text;
    }

    /** The code as problem documents and logs write it. */
    public String text() {
        return text;
    }

    static ProblemCode of(String text) {
        return Arrays.stream(values())
                .filter(code -> code.text.equals(text))
                .findFirst()
                .orElse(OTHER);
    }
}
