package network.cuckoo.scheduler.tasks;

import network.cuckoo.domain.ModelId;

/** Counts a text's tokens as the model's own tokenizer does, special tokens included. */
@FunctionalInterface
public interface TokenCount {
    /** The text's tokens for a model on offer. */
    int of(ModelId model, String text);
}
