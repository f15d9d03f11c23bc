package network.cuckoo.scheduler.tasks;

import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.task.TextTokens;

/** Reads a text as the model's own tokenizer does. */
@FunctionalInterface
public interface TokenCount {
    /** The text's tokens for a model on offer. */
    TextTokens of(ModelId model, String text);
}
