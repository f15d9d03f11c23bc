package network.cuckoo.scheduler.tasks;

import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.Wei;

/** What became of a submitted task. */
public sealed interface Submission {
    /** The task is stored and its price held. */
    record Accepted(TaskView task) implements Submission {}

    /** The same request came before under the same idempotency key; this is its task. */
    record AlreadyAccepted(TaskView task) implements Submission {}

    /** The app can't pay; nothing is stored. */
    record NotEnoughCredit(Wei available, Wei price) implements Submission {}

    /** Another request came before under the same idempotency key; nothing is stored. */
    record IdempotencyConflict() implements Submission {}

    /** The text has more tokens than the model takes, special tokens included in both; nothing is stored. */
    record TextTooLong(ModelId model, int tokens, int maxTokens) implements Submission {}

    /** The model's vocabulary has nothing of the text, so that its output would say nothing about it; nothing is stored. */
    record TextUnknown(ModelId model) implements Submission {}

    /** The model is not on offer, or its bundle or kind differs from the request's; nothing is stored. */
    record UnknownModel(ModelId model) implements Submission {}
}
