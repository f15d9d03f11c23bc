package network.cuckoo.indexer.chain;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;

/** Reads the text that a parser stands at as hex, without making a string of it. What is malformed is an inconsistent answer. */
final class HexText {
    private static final int ADDRESS_BYTES = 20;
    private static final int HASH_BYTES = 32;
    private static final int LONGEST_NUMBER = 15; // digits, so that it fits a long

    private HexText() {}

    static Hash32 hash(JsonParser parser) throws IOException {
        return Hash32.of(bytes(parser, HASH_BYTES));
    }

    static Address address(JsonParser parser) throws IOException {
        return Address.of(bytes(parser, ADDRESS_BYTES));
    }

    /** A number that isn't negative; at most 60 bits. */
    static long number(JsonParser parser) throws IOException {
        requirePrefix(parser);
        char[] text = parser.getTextCharacters();
        int digits = parser.getTextLength() - 2;
        if (digits < 1 || digits > LONGEST_NUMBER) {
            throw malformed(parser);
        }
        int from = parser.getTextOffset() + 2;
        long number = 0;
        for (int i = from; i < from + digits; i++) {
            number = number << 4 | digit(parser, text[i]);
        }
        return number;
    }

    static byte[] bytes(JsonParser parser) throws IOException {
        requirePrefix(parser);
        char[] text = parser.getTextCharacters();
        int digits = parser.getTextLength() - 2;
        if (digits % 2 != 0) {
            throw malformed(parser);
        }
        var bytes = new byte[digits / 2];
        int at = parser.getTextOffset() + 2;
        for (int i = 0; i < bytes.length; i++, at += 2) {
            bytes[i] = (byte) (digit(parser, text[at]) << 4 | digit(parser, text[at + 1]));
        }
        return bytes;
    }

    private static byte[] bytes(JsonParser parser, int length) throws IOException {
        byte[] bytes = bytes(parser);
        if (bytes.length != length) {
            throw malformed(parser);
        }
        return bytes;
    }

    private static void requirePrefix(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING || parser.getTextLength() < 2) {
            throw malformed(parser);
        }
        char[] text = parser.getTextCharacters();
        int from = parser.getTextOffset();
        if (text[from] != '0' || (text[from + 1] | 0x20) != 'x') {
            throw malformed(parser);
        }
    }

    private static int digit(JsonParser parser, char c) throws IOException {
        int digit = c < 128 ? Character.digit(c, 16) : -1;
        if (digit < 0) {
            throw malformed(parser);
        }
        return digit;
    }

    private static ChainException malformed(JsonParser parser) throws IOException {
        String text = String.valueOf(parser.getText());
        return new ChainException(
                ChainException.Code.INCONSISTENT,
                "the node's answer has no usable " + parser.currentName() + ": "
                        + text.substring(0, Math.min(text.length(), 80)));
    }
}
