package network.cuckoo.indexer.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer is taken for, over HTTP from a node that says whatever the test wants. */
class AnswerReaderTest {
    private static final String HASH = "0x" + "1f".repeat(32);
    private static final String LOG = """
            {"address":"0x00000000000000000000000000000000000000Aa","topics":["%1$s"],"data":"0xFf01","blockNumber":"0x10",
             "blockHash":"%1$s","transactionHash":"%1$s","logIndex":"0x2","removed":false,"more":{"a":[1]}}""".formatted(HASH);
    private static final String BLOCK = """
            {"number":"0x10","hash":"%1$s","parentHash":"%1$s","timestamp":"0x20","logsBloom":"0x00","transactions":["%1$s"]}""".formatted(HASH);

    private final HttpServer server;
    private final JsonRpc rpc;
    private byte[] answer = {};
    private long repeated = 1;

    AnswerReaderTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        rpc = new JsonRpc(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), Duration.ofSeconds(20));
    }

    @BeforeEach
    void start() {
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(200, 0);
                OutputStream body = exchange.getResponseBody();
                for (long i = 0; i < repeated; i++) {
                    body.write(answer);
                }
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        rpc.close();
        server.stop(0);
    }

    @Test
    void log_isReadInAnyCase_withUnknownFieldsPassedOver() {
        ChainLog log = logs("[" + LOG + "," + LOG + "]").getLast();
        assertThat(log.blockNumber().value()).isEqualTo(16);
        assertThat(log.blockHash().hex()).isEqualTo(HASH);
        assertThat(log.logIndex()).isEqualTo(2);
        assertThat(log.contract().hex()).endsWith("00aa");
        assertThat(log.topics()).containsExactly(log.blockHash());
        assertThat(log.data()).containsExactly(0xff, 0x01);
    }

    @Test
    void header_isRead_andAnUnknownBlockIsNone() {
        answer(result(BLOCK));
        var head = rpc.call("eth_getBlockByNumber", List.of(), AnswerReader::header)
                .orElseThrow()
                .head();
        assertThat(head.number().value()).isEqualTo(16);
        assertThat(head.time().seconds()).isEqualTo(32);
        answer(result("null"));
        assertThat(rpc.call("eth_getBlockByNumber", List.of(), AnswerReader::header))
                .isEmpty();
    }

    @Test
    void batch_isMatchedById_andOneRefusalRefusesIt() {
        answer("[{'id':1,'result':'b'},{'id':0,'result':'a'}]");
        assertThat(names()).containsExactly("a", "b");
        answer("[{'id':1,'result':'b'},{'id':0,'error':{'code':1,'message':'no'}}]");
        assertRefused(this::names, "eth_x: no");
        answer("[{'id':1,'result':'b'}]");
        assertFails(this::names, ChainException.Code.BROKEN_OFF, "without a result");
        answer("{'id':0,'error':{'message':'batches are not for you'}}");
        assertRefused(this::names, "batches are not for you");
    }

    private List<String> names() {
        return rpc.batch("eth_x", List.of(List.of(), List.of()), parser -> parser.getText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "blockNumber:'0x10'->'16'",
                "blockNumber:'0x10'->'0x'",
                "blockNumber:'0x10'->'0x1000000000000000'",
                "blockNumber:'0x10'->16",
                "blockNumber:'0x10'->null",
                "logIndex:'0x2'->'0xg'",
                "logIndex:'0x2'->'0x80000000'",
                "data:'0xFf01'->'0xFf0'",
                "data:'0xFf01'->'é'",
                "data:'0xFf01'->{}",
                "address:'0x00000000000000000000000000000000000000Aa'->'0x00'",
                "topics:->1"
            })
    void malformedLog_isInconsistent(String change) {
        String field = change.substring(0, change.indexOf(':'));
        String[] values =
                change.substring(field.length() + 1).replace('\'', '"').split("->", -1);
        String wrong = values[0].isEmpty()
                ? LOG.replace("\"topics\":[\"" + HASH + "\"]", "\"topics\":" + values[1])
                : LOG.replace("\"" + field + "\":" + values[0], "\"" + field + "\":" + values[1]);
        assertThat(wrong).isNotEqualTo(LOG);
        assertFails(() -> logs("[" + wrong + "]"), ChainException.Code.INCONSISTENT, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"address", "topics", "data", "blockNumber", "blockHash", "transactionHash", "logIndex"})
    void missingField_isNamed(String field) {
        String wrong = LOG.replace("\"" + field + "\":", "\"not_" + field + "\":");
        assertFails(() -> logs("[" + wrong + "]"), ChainException.Code.INCONSISTENT, "no usable " + field);
    }

    @Test
    void truncatedAnswer_isNone_andAnErrorBesideAResultCounts() {
        answer(result("[" + LOG + "," + LOG + "]").substring(0, 600));
        assertFails(this::readLogs, ChainException.Code.BROKEN_OFF, "breaks off");
        answer("");
        assertFails(this::readLogs, ChainException.Code.BROKEN_OFF, "without a result");
        answer("<html>");
        assertFails(this::readLogs, ChainException.Code.BROKEN_OFF, "no JSON");
        answer("{'id':0,'result':[],'error':{'message':'not now'}}");
        assertRefused(this::readLogs, "not now");
        answer("{'id':0,'error':'no'}");
        assertRefused(this::readLogs, "refused");
    }

    @Test
    void endlessAnswer_isCutOff() {
        answer(" ".repeat(1 << 20));
        repeated = Long.MAX_VALUE;
        assertFails(this::readLogs, ChainException.Code.TOO_MUCH, "longer than 64 MiB");
        assertFails(() -> rpc.call("eth_chainId"), ChainException.Code.TOO_MUCH, "longer than 1 MiB");
    }

    private List<ChainLog> logs(String json) {
        answer(result(json));
        return readLogs();
    }

    private List<ChainLog> readLogs() {
        return rpc.call("eth_getLogs", List.of(), AnswerReader::logs);
    }

    private void answer(String text) {
        answer = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static String result(String json) {
        return "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":" + json + "}";
    }

    private static void assertRefused(Runnable call, String why) {
        assertFails(call, ChainException.Code.REFUSED, why);
    }

    private static void assertFails(Runnable call, ChainException.Code code, String why) {
        assertThatThrownBy(call::run)
                .asInstanceOf(type(ChainException.class))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(code))
                .satisfies(failure -> assertThat(failure.getMessage()).contains(why));
    }

    /** Plain calls read JSON whole. */
    @Test
    void plainCall_givesItsResult() {
        answer(result("\"0x7a69\""));
        JsonNode id = rpc.call("eth_chainId");
        assertThat(id.asText()).isEqualTo("0x7a69");
    }
}
