package network.cuckoo.cli.client;

/**
 * The coordinator's refusal ({@code application/problem+json}).
 *
 * @param status HTTP status
 * @param code stable code, e.g. {@code not-enough-credit}
 */
public record Problem(int status, String code, String title, String detail) {
    /** One line for people. */
    public String text() {
        String what = detail.isEmpty() ? title : detail;
        return (what.isEmpty() ? "HTTP " + status : what) + " [" + code + "]";
    }
}
