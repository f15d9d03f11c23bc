package network.cuckoo.indexer.chain;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One answer of JSON-RPC 2.0: a result, which may be nothing, or an error. */
record RpcAnswer<T>(
        long id,
        boolean answered,
        @Nullable T value,
        @Nullable RpcError error) {
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
        RpcError error = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "id" -> id = parser.getValueAsLong(-1);
                case "result" -> {
                    value = reader.read(parser);
                    answered = true;
                }
                case "error" -> error = parser.currentToken() == JsonToken.VALUE_NULL ? null : RpcError.read(parser);
                default -> parser.skipChildren();
            }
        }
        return new RpcAnswer<>(id, answered, value, error);
    }

    /** @throws ChainException if it is an error or no answer at all */
    T result(String method) {
        if (error != null) {
            throw new ChainException(error.code(), method + ": " + error.text());
        }
        if (!answered || value == null) {
            throw new ChainException(ChainException.Code.BROKEN_OFF, method + ": an answer without a result");
        }
        return value;
    }
}
