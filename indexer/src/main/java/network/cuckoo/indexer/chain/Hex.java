package network.cuckoo.indexer.chain;

import com.fasterxml.jackson.databind.JsonNode;
import network.cuckoo.domain.Hash32;
import org.jspecify.annotations.Nullable;

/** Reads the hex fields of a node's answers. What is missing or malformed is an inconsistent answer. */
final class Hex {
    private Hex() {}

    static String text(JsonNode json, String field) {
        JsonNode value = json.get(field);
        if (value == null || !value.isTextual()) {
            throw malformed(json, field, null);
        }
        return value.asText();
    }

    static long number(JsonNode json, String field) {
        return number(text(json, field));
    }

    static long number(String text) {
        try {
            return Long.parseLong(text.substring(2), 16);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new ChainException(ChainException.Code.INCONSISTENT, "not a number in hex: " + text, e);
        }
    }

    static Hash32 hash(JsonNode json, String field) {
        String text = text(json, field);
        try {
            return Hash32.parse(text);
        } catch (IllegalArgumentException e) {
            throw malformed(json, field, e);
        }
    }

    static String of(long number) {
        return "0x" + Long.toHexString(number);
    }

    private static ChainException malformed(JsonNode json, String field, @Nullable Throwable cause) {
        String message = "the node's answer has no usable " + field + ": " + json;
        return cause == null
                ? new ChainException(ChainException.Code.INCONSISTENT, message)
                : new ChainException(ChainException.Code.INCONSISTENT, message, cause);
    }
}
