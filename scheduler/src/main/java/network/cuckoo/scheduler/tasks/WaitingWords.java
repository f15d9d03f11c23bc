package network.cuckoo.scheduler.tasks;

/** Waiting in words: why, and what helps. */
public final class WaitingWords {
    private WaitingWords() {}

    /** One or two sentences for the app's developer. */
    public static String of(WaitingReason reason) {
        return switch (reason) {
            case NO_EPOCH ->
                "The chain has no epoch of this coordinator yet. It begins by itself, at most one period from now.";
            case EPOCH_LOADING -> "A new epoch has begun and its weights are being read; it goes on by itself.";
            case NO_SECRET ->
                "The coordinator has no secret for this epoch: its hash chain on chain is another one, or is used up. Its operator must put a new tip on chain.";
            case NO_WEIGHT -> "No miner has stake in this epoch. Stake counts from the next epoch on.";
            case NO_MINER_ONLINE ->
                "No miner that serves the model is online. The task waits until one is, or take it back.";
            case ALL_BUSY ->
                "All places of the miners are taken. The task waits for its turn; a higher priority only passes this app's own tasks.";
            case ONLY_EXCLUDED_FREE ->
                "The miners with a free place have lost this task before. It waits for another one.";
        };
    }
}
