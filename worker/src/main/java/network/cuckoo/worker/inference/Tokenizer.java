package network.cuckoo.worker.inference;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import network.cuckoo.domain.task.TextTokens;
import network.cuckoo.worker.bundle.BundleException;

/** Splits text into word pieces. Neither pads nor cuts, whatever the file says: a text that is too long is refused, never shortened. */
final class Tokenizer implements AutoCloseable {
    private static final Map<String, String> WHOLE_TEXT = Map.of("padding", "false", "truncation", "false");

    private final HuggingFaceTokenizer tokenizer;

    /** @param json a {@code tokenizer.json} of Hugging Face */
    Tokenizer(byte[] json) {
        try {
            tokenizer = HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), WHOLE_TEXT);
        } catch (IOException e) {
            throw new BundleException("malformed tokenizer", e);
        }
    }

    /** The text's tokens; the one that stands for whatever the vocabulary lacks is as special as those around the text. */
    TextTokens count(String text) {
        var tokens = tokenizer.encode(text).getIds();
        var withoutSpecial = tokenizer.decode(tokens, true);
        return new TextTokens(tokens.length, !withoutSpecial.isBlank());
    }

    /** The text's tokens with the special ones around. @throws InferenceException if there are more than that */
    long[] tokens(String text, int maxTokens) {
        var tokens = tokenizer.encode(text).getIds();
        if (tokens.length > maxTokens) {
            throw new InferenceException(
                    InferenceException.Code.INPUT_TOO_LONG,
                    "the text has %d tokens, the model takes %d".formatted(tokens.length, maxTokens));
        }
        return tokens;
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
