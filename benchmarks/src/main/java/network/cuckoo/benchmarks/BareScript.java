package network.cuckoo.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import network.cuckoo.contracts.CuckooStaking;
import network.cuckoo.domain.Address;
import org.postgresql.PGConnection;
import org.web3j.abi.EventEncoder;

/**
 * The yardstick: what a script does that knows nothing of reorganisations, epochs, lies or memory. It asks for the logs of a few
 * blocks at a time, takes the words apart as text and copies rows into the same tables with the same indexes, a commit a piece.
 */
final class BareScript {
    private static final int BLOCKS_A_PIECE = 8;
    private static final String COPY =
            "COPY staking_event (block_hash, log_index, block_number, transaction_hash, contract_address, "
                    + "event, canonical, staker_address, candidate_address, node_address, kind, registered, active, own_stake_wei, "
                    + "commission_bps, node_nonce, delta, free_wei, shares, tokens_wei, cooling_shares, frozen_until, closed, url, info, "
                    + "reward_acc, pot_wei, drip_at, next_commission_bps, next_commission_at) "
                    + "FROM STDIN";
    private static final String NULL = "\\N";

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final URI node;
    private final Address staking;
    private final Map<String, String> names = new HashMap<>();

    BareScript(URI node, Address staking) {
        this.node = node;
        this.staking = staking;
        List.of(
                        CuckooStaking.FREECHANGED_EVENT,
                        CuckooStaking.POSITIONCHANGED_EVENT,
                        CuckooStaking.POOLCHANGED_EVENT,
                        CuckooStaking.CANDIDATECHANGED_EVENT,
                        CuckooStaking.INFOCHANGED_EVENT,
                        CuckooStaking.PARAMETERCHANGED_EVENT)
                .forEach(event -> names.put(EventEncoder.encode(event), event.getName()));
    }

    /** Copies all blocks and events up to this height. @return how many events */
    long run(Connection connection, long head) throws SQLException, IOException, InterruptedException {
        connection.setAutoCommit(false);
        long events = 0;
        for (long from = 1; from <= head; from += BLOCKS_A_PIECE) {
            long to = Math.min(head, from + BLOCKS_A_PIECE - 1);
            copy(
                    connection,
                    "COPY block (block_hash, parent_hash, block_number, block_time) FROM STDIN",
                    blocks(from, to));
            var rows = new StringBuilder();
            for (JsonNode log : call(
                    "eth_getLogs",
                    "[{\"fromBlock\":\"0x%x\",\"toBlock\":\"0x%x\",\"address\":\"%s\"}]"
                            .formatted(from, to, staking.hex()))) {
                events += append(rows, log) ? 1 : 0;
            }
            copy(connection, COPY, rows);
            connection.commit();
        }
        return events;
    }

    private StringBuilder blocks(long from, long to) throws IOException, InterruptedException {
        String batch = LongStream.rangeClosed(from, to)
                .mapToObj(number -> request("eth_getBlockByNumber", "[\"0x%x\",false]".formatted(number)))
                .collect(Collectors.joining(",", "[", "]"));
        var rows = new StringBuilder();
        for (JsonNode answer : post(batch)) {
            JsonNode block = answer.get("result");
            line(
                    rows,
                    bytes(block.get("hash").asText()),
                    bytes(block.get("parentHash").asText()),
                    Long.decode(block.get("number").asText()).toString(),
                    Long.decode(block.get("timestamp").asText()).toString());
        }
        return rows;
    }

    private boolean append(StringBuilder rows, JsonNode log) {
        JsonNode topics = log.get("topics");
        String name = names.get(topics.get(0).asText());
        if (name == null || name.equals("ParameterChanged")) {
            return false;
        }
        String data = log.get("data").asText();
        var c = new String[30];
        java.util.Arrays.fill(c, NULL);
        c[0] = bytes(log.get("blockHash").asText());
        c[1] = Long.decode(log.get("logIndex").asText()).toString();
        c[2] = Long.decode(log.get("blockNumber").asText()).toString();
        c[3] = bytes(log.get("transactionHash").asText());
        c[4] = bytes(log.get("address").asText());
        c[5] = name;
        c[6] = "t";
        switch (name) {
            case "FreeChanged" -> {
                c[7] = address(topics.get(1));
                c[16] = signed(data, 0);
                c[17] = number(data, 1);
            }
            case "PositionChanged" -> {
                c[7] = address(topics.get(1));
                c[8] = address(topics.get(2));
                c[16] = signed(data, 0);
                c[18] = number(data, 1);
            }
            case "PoolChanged" -> {
                c[8] = address(topics.get(1));
                c[19] = number(data, 0);
                c[18] = number(data, 1);
                c[20] = number(data, 2);
                c[25] = number(data, 3);
                c[26] = number(data, 4);
                c[27] = number(data, 5);
                c[21] = number(data, 6);
                c[22] = number(data, 7).equals("1") ? "t" : "f";
            }
            case "CandidateChanged" -> {
                c[8] = address(topics.get(1));
                c[9] = address(topics.get(2));
                c[10] = number(data, 0);
                c[11] = number(data, 1).equals("1") ? "t" : "f";
                c[12] = number(data, 2).equals("1") ? "t" : "f";
                c[13] = number(data, 3);
                c[14] = number(data, 4);
                c[28] = number(data, 5);
                c[29] = number(data, 6);
                c[15] = number(data, 7);
            }
            default -> {
                c[8] = address(topics.get(1));
                c[23] = "-";
                c[24] = "-";
            }
        }
        line(rows, c);
        return true;
    }

    private static void line(StringBuilder rows, String... columns) {
        rows.append(String.join("\t", columns)).append('\n');
    }

    private static String bytes(String hex) {
        return "\\\\x" + hex.substring(2);
    }

    private static String address(JsonNode topic) {
        return "\\\\x" + topic.asText().substring(26);
    }

    private static String number(String data, int word) {
        return new BigInteger(data.substring(2 + 64 * word, 66 + 64 * word), 16).toString();
    }

    private static String signed(String data, int word) {
        BigInteger value = new BigInteger(data.substring(2 + 64 * word, 66 + 64 * word), 16);
        return (value.bitLength() == 256 ? value.subtract(BigInteger.ONE.shiftLeft(256)) : value).toString();
    }

    private static void copy(Connection connection, String statement, StringBuilder rows) throws SQLException {
        var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
        byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        copy.endCopy();
    }

    private JsonNode call(String method, String parameters) throws IOException, InterruptedException {
        return post(request(method, parameters)).get("result");
    }

    private static String request(String method, String parameters) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + parameters + "}";
    }

    private JsonNode post(String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(node)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (InputStream answer =
                http.send(request, HttpResponse.BodyHandlers.ofInputStream()).body()) {
            return json.readTree(answer);
        }
    }
}
