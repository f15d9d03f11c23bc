package network.cuckoo.domain.task;

/**
 * What a model's tokenizer makes of a text.
 *
 * @param count tokens, the special ones around the text included
 * @param areKnown whether the model's vocabulary has any of them, apart from the special ones
 */
public record TextTokens(int count, boolean areKnown) {
    public TextTokens {
        if (count < 0) {
            throw new IllegalArgumentException("count must not be negative: " + count);
        }
    }
}
