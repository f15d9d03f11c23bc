package network.cuckoo.indexer.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.hash.Keccak256;

/** Asks contracts' views, many at a time, as they answer after one block. */
public final class ContractViews implements AutoCloseable {
    private static final int CALLS_A_BATCH = 100;
    private static final int SELECTOR = 4;
    private static final int WORD = 32;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonRpc rpc;

    public ContractViews(URI rpcUrl, Duration timeout) {
        this.rpc = new JsonRpc(rpcUrl, timeout);
    }

    /**
     * One question.
     *
     * @param signature of the view, such as {@code free(address)}; arguments and results of fixed size only
     * @param arguments a word of 32 bytes each
     */
    public record Question(Address contract, String signature, List<byte[]> arguments) {
        public Question {
            arguments = List.copyOf(arguments);
        }

        private String data() {
            var data = ByteBuffer.allocate(SELECTOR + WORD * arguments.size());
            data.put(Keccak256.digest(signature.getBytes(StandardCharsets.US_ASCII)), 0, SELECTOR);
            arguments.forEach(data::put);
            return "0x" + HexFormat.of().formatHex(data.array());
        }
    }

    /**
     * The answers in the questions' order, each as words of 32 bytes.
     *
     * @param block by whose state they are answered
     * @throws ChainException if the node can't be asked, does not know the block or has dropped its state
     */
    public List<List<byte[]>> ask(List<Question> questions, Hash32 block) {
        List<List<byte[]>> answers = new ArrayList<>(questions.size());
        for (int first = 0; first < questions.size(); first += CALLS_A_BATCH) {
            List<List<Object>> calls =
                    questions.subList(first, Math.min(questions.size(), first + CALLS_A_BATCH)).stream()
                            .map(question -> List.<Object>of(
                                    Map.of("to", question.contract().hex(), "data", question.data()),
                                    Map.of("blockHash", block.hex())))
                            .toList();
            List<JsonNode> results = rpc.batch("eth_call", calls, JSON::<JsonNode>readTree);
            results.forEach(result -> answers.add(words(result.asText())));
        }
        return answers;
    }

    private static List<byte[]> words(String hex) {
        byte[] bytes;
        try {
            bytes = HexFormat.of().parseHex(hex, Math.min(2, hex.length()), hex.length());
        } catch (IllegalArgumentException e) {
            throw new ChainException(ChainException.Code.INCONSISTENT, "eth_call answers no hex", e);
        }
        List<byte[]> words = new ArrayList<>();
        for (int from = 0; from + WORD <= bytes.length; from += WORD) {
            words.add(Arrays.copyOfRange(bytes, from, from + WORD));
        }
        return words;
    }

    @Override
    public void close() {
        rpc.close();
    }
}
