package network.cuckoo.indexer.chain;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.epoch.BlockTime;
import network.cuckoo.indexer.event.BlockHead;
import org.jspecify.annotations.Nullable;

/** Reads blocks' headers and logs from the tokens of an answer as they come, all other fields passed over. */
final class AnswerReader {
    private static final int MOST_TOPICS = 4;

    private AnswerReader() {}

    /** What is read of a block. */
    record Header(BlockHead head, LogsBloom bloom) {}

    /** A block; nothing where the node answers null. */
    static Optional<Header> header(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return Optional.empty();
        }
        require(parser, JsonToken.START_OBJECT, "a block");
        Long number = null;
        Hash32 hash = null;
        Hash32 parent = null;
        Long time = null;
        LogsBloom bloom = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "number" -> number = HexText.number(parser);
                case "hash" -> hash = HexText.hash(parser);
                case "parentHash" -> parent = HexText.hash(parser);
                case "timestamp" -> time = HexText.number(parser);
                case "logsBloom" -> bloom = LogsBloom.of(HexText.bytes(parser));
                default -> parser.skipChildren();
            }
        }
        var head = new BlockHead(
                new BlockNumber(present(number, "number")),
                present(hash, "hash"),
                present(parent, "parentHash"),
                new BlockTime(present(time, "timestamp")));
        return Optional.of(new Header(head, present(bloom, "logsBloom")));
    }

    /** Logs in the answer's order. */
    static List<ChainLog> logs(JsonParser parser) throws IOException {
        require(parser, JsonToken.START_ARRAY, "a list of logs");
        List<ChainLog> logs = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            logs.add(log(parser));
        }
        return logs;
    }

    /** All logs in a block's receipts. */
    static List<ChainLog> logsOfReceipts(JsonParser parser) throws IOException {
        require(parser, JsonToken.START_ARRAY, "a list of receipts");
        List<ChainLog> logs = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            require(parser, JsonToken.START_OBJECT, "a receipt");
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean has = parser.currentName().equals("logs");
                parser.nextToken();
                if (has) {
                    logs.addAll(logs(parser));
                } else {
                    parser.skipChildren();
                }
            }
        }
        return logs;
    }

    private static ChainLog log(JsonParser parser) throws IOException {
        require(parser, JsonToken.START_OBJECT, "a log");
        Long number = null;
        Hash32 hash = null;
        Long index = null;
        Hash32 transaction = null;
        Address contract = null;
        List<Hash32> topics = null;
        byte[] data = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "blockNumber" -> number = HexText.number(parser);
                case "blockHash" -> hash = HexText.hash(parser);
                case "logIndex" -> index = HexText.number(parser);
                case "transactionHash" -> transaction = HexText.hash(parser);
                case "address" -> contract = HexText.address(parser);
                case "topics" -> topics = topics(parser);
                case "data" -> data = HexText.bytes(parser);
                default -> parser.skipChildren();
            }
        }
        long place = present(index, "logIndex");
        if (place > Integer.MAX_VALUE) {
            throw unusable("logIndex");
        }
        return new ChainLog(
                new BlockNumber(present(number, "blockNumber")),
                present(hash, "blockHash"),
                (int) place,
                present(transaction, "transactionHash"),
                present(contract, "address"),
                present(topics, "topics"),
                present(data, "data"));
    }

    private static List<Hash32> topics(JsonParser parser) throws IOException {
        require(parser, JsonToken.START_ARRAY, "a list of topics");
        List<Hash32> topics = new ArrayList<>(MOST_TOPICS);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            topics.add(HexText.hash(parser));
        }
        if (topics.size() > MOST_TOPICS) {
            throw unusable("topics");
        }
        return topics;
    }

    private static void require(JsonParser parser, JsonToken token, String what) {
        if (parser.currentToken() != token) {
            throw new ChainException(
                    ChainException.Code.INCONSISTENT,
                    "the node's answer is not " + what + ": " + parser.currentToken());
        }
    }

    private static <T> T present(@Nullable T value, String field) {
        if (value == null) {
            throw unusable(field);
        }
        return value;
    }

    private static ChainException unusable(String field) {
        return new ChainException(ChainException.Code.INCONSISTENT, "the node's answer has no usable " + field);
    }
}
