package network.cuckoo.api.problem;

/** A request is refused. Carries no stack trace: it says what the caller did, not what we did. */
public final class ApiProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    private final String detail;

    ApiProblem(ProblemCode code, String detail) {
        super(detail, null, false, false);
        this.code = code;
        this.detail = detail;
    }

    /** Why, as a stable code. */
    public ProblemCode code() {
        return code;
    }

    /** What was wrong, and what to do. */
    public String detail() {
        return detail;
    }
}
