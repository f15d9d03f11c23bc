package network.cuckoo.domain.draw;

/** Skips in words: what the reason means for the miner, and what it can do about it. */
public final class SkipWords {
    private SkipWords() {}

    /** One or two sentences for the miner's operator. */
    public static String of(SkipReason reason) {
        return switch (reason) {
            case OFFLINE ->
                "It had no live session, or was silent for too long. Keep the node running and its network up.";
            case NO_PLACE -> "All its places were taken. More places need more memory; this is no fault.";
            case MODEL_NOT_SERVED -> "It does not serve the task's model. Serve it with --models.";
            case DRAINING -> "It was told to stop and takes nothing new. Start it again.";
            case EXCLUDED -> "It had lost a lease of the same task. See the reasons in its log.";
            case SUSPENDED ->
                "It is suspended for leases that it lost by its own fault. See until when, and why, with `cuckoo miners`.";
            case INACTIVE ->
                "It was slashed, deregistered or under the minimum stake since the epoch began. See its stake with `cuckoo chain status`.";
        };
    }
}
