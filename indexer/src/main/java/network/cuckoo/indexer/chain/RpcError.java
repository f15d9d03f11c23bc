package network.cuckoo.indexer.chain;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * An error that a node answers a call with: JSON-RPC's number and a text, of which one short line is kept. Numbers mean little:
 * providers use -32005, -32600, -32602 and -32000 for limits of size and of haste alike, so that the words decide first.
 */
record RpcError(long number, String text) {
    /** EIP-1474: "limit exceeded". */
    private static final long LIMIT_EXCEEDED = -32005;

    private static final long INTERNAL_ERROR = -32603;

    private static final long TOO_MANY_REQUESTS = 429;
    private static final int LONGEST_TEXT = 200;

    private static final Pattern HASTE = words(
            "rate.?limit",
            "too many requests",
            "requests? (count|rate|limit)",
            "(requests?|queries|calls)? ?(per|/) ?(second|minute|hour|day)",
            "compute units",
            "daily",
            "quota",
            "throttl",
            "slow down");
    private static final Pattern SIZE = words(
            "more than [\\d,_]+ (results|logs|events|blocks)",
            "too many",
            "range.{0,40}(too (wide|large|big|long)|exceed|limit|more than|greater than)",
            "exceed.{0,40}(range|size|limit|max|blocks|results|logs)",
            "limit.{0,40}(range|blocks|results)",
            "(max|maximum)[a-z ]{0,20}(range|blocks|results|logs|size|batch)",
            "(response|result|reply|body|content|entity|payload|batch|query|request)[a-z ]{0,20}too (large|big|long)",
            "(query|request|execution)[a-z ]{0,10}(timeout|timed out)",
            "limit exceeded",
            "(at most|up to)[a-z ]{0,10} [\\d,_]+ (blocks?|results|logs)");

    RpcError {
        String line = text.strip().replaceAll("\\s+|\\p{Cntrl}+", " ");
        text = line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT) + "…";
    }

    /** Reads an error at whose beginning the parser stands; one that is no object is an error without words. */
    static RpcError read(JsonParser parser) throws IOException {
        long number = 0;
        String text = "refused";
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "code" -> number = parser.getValueAsLong(0);
                    case "message" -> text = parser.getValueAsString("refused");
                    default -> {}
                }
                parser.skipChildren();
            }
        } else {
            parser.skipChildren();
        }
        return new RpcError(number, text);
    }

    /** What the node wants to say. */
    ChainException.Code code() {
        if (number == TOO_MANY_REQUESTS || HASTE.matcher(text).find()) {
            return ChainException.Code.RATE_LIMITED;
        }
        // A limit in words that we don't know: taken for one of size, since that of haste goes by itself.
        if (number == LIMIT_EXCEEDED || SIZE.matcher(text).find()) {
            return ChainException.Code.TOO_MUCH;
        }
        return number == INTERNAL_ERROR ? ChainException.Code.INTERNAL : ChainException.Code.REFUSED;
    }

    private static Pattern words(String... alternatives) {
        return Pattern.compile(String.join("|", alternatives), Pattern.CASE_INSENSITIVE);
    }
}
