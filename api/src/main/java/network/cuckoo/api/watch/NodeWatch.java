package network.cuckoo.api.watch;

/** What the rest of the process says about itself, for health and metrics. Every method answers at once and never throws. */
public interface NodeWatch {
    /** Whether the chain is being read. */
    Pulse indexer();

    /** Whether rounds are being run. */
    Pulse scheduler();

    /** Blocks between the node's head and the last one indexed; negative if not known. */
    long indexerLagBlocks();

    /** How much younger the node's newest block is than the last one indexed, in seconds; negative if not known. */
    long indexerLagSeconds();

    /** Rounds that did something since this process began. */
    long rounds();

    /**
     * One part's answer.
     *
     * @param detail for people, one line, no secrets
     */
    record Pulse(boolean ok, String detail) {}
}
