package network.cuckoo.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** What can be wrong with a node's answer. */
public enum RpcFault {
    /** The node's answer as it is. */
    NONE,
    /** The connection ends without an answer. */
    DROP,
    /** No answer until the proxy is closed. */
    HANG,
    /** The answer begins, and nothing follows. */
    HANG_WITHIN,
    /** HTTP 429, see {@link FaultyRpc#retryAfter}. */
    RATE_LIMIT,
    /** HTTP 413. */
    TOO_LARGE,
    /** HTTP 503. */
    UNAVAILABLE,
    /** The first half. */
    TRUNCATE,
    /** A page in place of JSON. */
    NO_JSON,
    /** HTTP 200 with nothing. */
    EMPTY,
    /** HTTP 200 with an error of JSON-RPC. */
    ERROR,
    /** Half a gigabyte of blanks before an empty result. */
    HUGE,
    /** Each log twice. */
    DUPLICATE_LOGS,
    /** The logs of each block in the opposite order. */
    REVERSE_LOGS,
    /** Logs of blocks that were not asked for. */
    LOGS_OUTSIDE_RANGE,
    /** Blocks, or logs, with other hashes. */
    WRONG_BLOCK_HASH,
    /** Blocks whose parents are others. */
    WRONG_PARENT,
    /** Answers of a batch with the wrong ids. */
    WRONG_IDS,
    /** Another chain's id. */
    OTHER_CHAIN;

    static final long HUGE_BYTES = 500L << 20;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WRONG_HASH = "0x" + "5a".repeat(32);

    /** Those that take a client its timeout to notice, or much reading. */
    private static final List<RpcFault> SLOW = List.of(HANG, HANG_WITHIN, HUGE);

    /** All that goes by: from another chain a client may well turn away for good. */
    private static final List<RpcFault> PASSING = Stream.of(values())
            .filter(fault -> fault != NONE && fault != OTHER_CHAIN)
            .toList();

    /**
     * Faults by lot, but for {@link #OTHER_CHAIN}: each answer is spoilt with a chance of one in {@code oneIn}. What becomes of a
     * question is decided by the seed, its text and how often it was asked, whatever the order of the threads.
     */
    public static Function<JsonNode, RpcFault> drawn(long seed, int oneIn) {
        Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
        return call -> {
            String text = call.toString();
            int time =
                    asked.computeIfAbsent(text, ignored -> new AtomicInteger()).incrementAndGet();
            var random = new SplittableRandom(seed * 1_000_003 + text.hashCode() * 31L + time);
            if (random.nextInt(oneIn) != 0) {
                return NONE;
            }
            RpcFault fault = PASSING.get(random.nextInt(PASSING.size()));
            // A few of these are enough.
            return SLOW.contains(fault) && random.nextInt(4) != 0 ? DROP : fault;
        };
    }

    /** The node's answer, spoilt. */
    String spoil(String answer) {
        return switch (this) {
            case TRUNCATE -> answer.substring(0, answer.length() / 2);
            case NO_JSON -> "<html><body>Bad gateway</body></html>";
            case EMPTY -> "";
            case ERROR -> "{\"jsonrpc\":\"2.0\",\"id\":0,\"error\":{\"code\":-32603,\"message\":\"internal error\"}}";
            case OTHER_CHAIN -> answer.replace("\"0x7a69\"", "\"0x1\"");
            case WRONG_IDS -> each(answer, one -> one.put("id", one.path("id").asInt() + 1_000));
            case DUPLICATE_LOGS ->
                logs(answer, logs -> {
                    for (int i = logs.size() - 1; i >= 0; i--) {
                        logs.insert(i, logs.get(i).deepCopy());
                    }
                });
            case REVERSE_LOGS ->
                logs(answer, logs -> {
                    List<JsonNode> reversed = new ArrayList<>();
                    logs.forEach(reversed::add);
                    Collections.reverse(reversed);
                    logs.removeAll().addAll(reversed);
                });
            case LOGS_OUTSIDE_RANGE ->
                logs(answer, logs -> logs.forEach(log -> ((ObjectNode) log).put("blockNumber", "0xffffff")));
            case WRONG_BLOCK_HASH ->
                each(answer, one -> {
                    blocks(one, block -> block.put("hash", WRONG_HASH));
                    one.path("result").forEach(log -> replace(log, "blockHash", WRONG_HASH));
                });
            case WRONG_PARENT -> each(answer, one -> blocks(one, block -> block.put("parentHash", WRONG_HASH)));
            case NONE, DROP, HANG, HANG_WITHIN, RATE_LIMIT, TOO_LARGE, UNAVAILABLE, HUGE -> answer;
        };
    }

    private static String logs(String answer, Consumer<ArrayNode> change) {
        return each(answer, one -> {
            if (one.path("result") instanceof ArrayNode logs) {
                change.accept(logs);
            }
        });
    }

    private static void blocks(ObjectNode answer, Consumer<ObjectNode> change) {
        if (answer.path("result") instanceof ObjectNode block) {
            change.accept(block);
        }
    }

    private static void replace(JsonNode object, String field, String value) {
        if (object instanceof ObjectNode fields && fields.has(field)) {
            fields.put(field, value);
        }
    }

    private static String each(String answer, Consumer<ObjectNode> change) {
        try {
            JsonNode root = JSON.readTree(answer);
            (root.isArray() ? root : JSON.createArrayNode().add(root)).forEach(one -> {
                if (one instanceof ObjectNode object) {
                    change.accept(object);
                }
            });
            return root.toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the node's own answer is no JSON", e);
        }
    }
}
