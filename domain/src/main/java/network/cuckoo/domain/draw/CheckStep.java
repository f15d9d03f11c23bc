package network.cuckoo.domain.draw;

/**
 * One step of checking a draw.
 *
 * @param name what was checked, e.g. {@code seed} or {@code probe 3}
 * @param expected what an outsider computes
 * @param actual what the coordinator published
 */
public record CheckStep(String name, Status status, String expected, String actual) {
    /** How the step came out. */
    public enum Status {
        OK,
        DIFFERS,
        /** Can't be told before the epoch's secret is revealed. */
        NOT_YET
    }

    static CheckStep compare(String name, Object expected, Object actual) {
        Status status = expected.equals(actual) ? Status.OK : Status.DIFFERS;
        return new CheckStep(name, status, expected.toString(), actual.toString());
    }

    static CheckStep notYet(String name, String actual) {
        return new CheckStep(name, Status.NOT_YET, "the epoch's secret is revealed after the epoch", actual);
    }
}
