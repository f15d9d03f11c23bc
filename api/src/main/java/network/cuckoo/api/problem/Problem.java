package network.cuckoo.api.problem;

/** The body of a refusal (RFC 9457), with our stable {@code code} beside the {@code type} that holds it. */
public record Problem(String type, String code, String title, int status, String detail) {
    static Problem of(ProblemCode code, String detail) {
        return new Problem("urn:cuckoo:problem:" + code.text(), code.text(), code.title(), code.status(), detail);
    }
}
