package network.cuckoo.worker.node;

/** How a miner node ended. */
public sealed interface MinerOutcome {
    /** Asked to stop, it finished what it had begun. */
    record Drained() implements MinerOutcome {}

    /** Asked to stop at once, or not done within the drain limit. @param leases how many it left unfinished */
    record Abandoned(int leases) implements MinerOutcome {}

    /**
     * It could not go on.
     *
     * @param code stable: {@code session-superseded}, {@code challenge-refused}, {@code wrong-coordinator},
     *     {@code inference-unavailable}, {@code internal}, or the coordinator's problem code for a refused login
     * @param message what happened and what to do, for people
     */
    record Stopped(String code, String message) implements MinerOutcome {}
}
