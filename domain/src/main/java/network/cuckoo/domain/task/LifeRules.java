package network.cuckoo.domain.task;

/**
 * How much a task may go through.
 *
 * @param maxLosses leases that it may lose before it is given up
 * @param maxInputRejections independent miners that must reject its input before it is given up for that
 */
public record LifeRules(int maxLosses, int maxInputRejections) {
    /** Independent rejections that are enough to believe them. */
    public static final int DEFAULT_INPUT_REJECTIONS = 2;

    public LifeRules {
        if (maxLosses < 1 || maxInputRejections < 1) {
            throw new IllegalArgumentException("a task must be allowed at least one loss and one rejection, not "
                    + maxLosses + " and " + maxInputRejections);
        }
    }
}
