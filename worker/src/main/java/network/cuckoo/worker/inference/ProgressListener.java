package network.cuckoo.worker.inference;

/** Hears of each finished step of a run. What it throws ends the run. */
@FunctionalInterface
public interface ProgressListener {
    /** Ignores progress. */
    ProgressListener NONE = (done, total) -> {};

    /**
     * Called after each step, in order, on a thread that the run uses.
     *
     * @param done finished steps, 1 to total
     */
    void completed(int done, int total);
}
