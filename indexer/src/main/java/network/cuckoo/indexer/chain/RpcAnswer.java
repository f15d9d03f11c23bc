package network.cuckoo.indexer.chain;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One answer of JSON-RPC 2.0: a result, which may be nothing, or an error's text. */
record RpcAnswer<T>(
        long id,
        boolean answered,
        @Nullable T value,
        @Nullable String error) {
    static <T> RpcAnswer<T> none() {
        return new RpcAnswer<>(-1, false, null, null);
    }

    /** Reads an answer object at whose beginning the parser stands; whatever else stands there is no answer. */
    static <T> RpcAnswer<T> read(JsonParser parser, JsonRpc.Reader<T> reader) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return none();
        }
        long id = -1;
        boolean answered = false;
        T value = null;
        String error = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "id" -> id = parser.getValueAsLong(-1);
                case "result" -> {
                    value = reader.read(parser);
                    answered = true;
                }
                case "error" -> error = error(parser);
                default -> parser.skipChildren();
            }
        }
        return new RpcAnswer<>(id, answered, value, error);
    }

    private static @Nullable String error(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return "refused";
        }
        String message = "refused";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean told = parser.currentName().equals("message");
            parser.nextToken();
            if (told) {
                message = parser.getValueAsString("refused");
            }
            parser.skipChildren();
        }
        return message;
    }

    /** @throws ChainException if it is an error or no answer at all */
    T result(String method) {
        if (error != null) {
            throw new ChainException(ChainException.Code.REFUSED, method + ": " + error);
        }
        if (!answered || value == null) {
            throw new ChainException(ChainException.Code.REFUSED, method + ": an answer without a result");
        }
        return value;
    }
}
