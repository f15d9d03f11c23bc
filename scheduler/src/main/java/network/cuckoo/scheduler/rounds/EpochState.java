package network.cuckoo.scheduler.rounds;

/** What a round finds of the epoch in force. */
sealed interface EpochState {
    /** There is none to draw in. */
    record None() implements EpochState {}

    /** There is one, and its weights are on their way. */
    record Loading() implements EpochState {}

    /** Draws can be made in it. */
    record Ready(CurrentEpoch epoch) implements EpochState {}
}
