package network.cuckoo.domain.task;

import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.hash.AbiEncoder;

/**
 * Make a vector from a text.
 *
 * @param text 1 to 2,000 characters
 */
public record TextEmbeddingInput(String text) implements TaskInput {
    public static final String KIND = "text-embedding";
    public static final int MAX_TEXT_CHARACTERS = 2_000;

    public TextEmbeddingInput {
        Texts.check("text", text, MAX_TEXT_CHARACTERS);
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** {@code keccak256(abi.encode(string "text-embedding", string text))}. */
    @Override
    public Hash32 hash() {
        return new AbiEncoder().string(KIND).string(text).keccak();
    }
}
