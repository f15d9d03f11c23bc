package network.cuckoo.contracts.differential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.cuckoo.contracts.NpmTools;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.http.HttpService;

/** A local chain whose gas is free, whose time is the test's, and on which everybody's calls are taken unsigned. */
final class Anvil implements AutoCloseable {

    static final long FIRST_SECOND = 1_700_000_000L;
    private static final String GAS = "0x1c9c380"; // 30 million, a whole block

    private final Process process;
    private final HttpService http;

    private Anvil(Process process, HttpService http) {
        this.process = process;
        this.http = http;
    }

    static Anvil start() throws IOException {
        var process = new ProcessBuilder(
                        NpmTools.inFolder(Path.of("..")).anvil().toString(),
                        "--port",
                        "0",
                        "--gas-price",
                        "0",
                        "--block-base-fee-per-gas",
                        "0",
                        "--auto-impersonate",
                        "--prune-history",
                        "1",
                        "--timestamp",
                        Long.toString(FIRST_SECOND))
                .redirectErrorStream(true)
                .start();
        var http = new HttpService("http://" + listeningAddress(process));
        Thread.ofVirtual().start(() -> drain(process));
        return new Anvil(process, http);
    }

    private static String listeningAddress(Process process) throws IOException {
        var output = process.inputReader(StandardCharsets.UTF_8);
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("Listening on ")) {
                return line.substring("Listening on ".length()).strip();
            }
        }
        throw new IllegalStateException("anvil ended before it listened");
    }

    /** Its log would fill the pipe and stop it. */
    private static void drain(Process process) {
        try {
            process.inputReader(StandardCharsets.UTF_8).transferTo(Writer.nullWriter());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What came back: a result or a revert's data. */
    sealed interface Answer {
        record Returned(String hex) implements Answer {}

        record Reverted(String hex) implements Answer {}
    }

    /** Mines a call in its own block at this time; returns the receipt, whose status is not checked. */
    Map<?, ?> mine(Transaction transaction, long at) {
        result("evm_setNextBlockTimestamp", at);
        return (Map<?, ?>) result("eth_sendTransactionSync", transaction.fields());
    }

    /** Calls on the newest state, at that block's time or another. */
    Answer call(Transaction transaction, Optional<Long> at) {
        var time = at.map(Anvil::hex);
        var response = time.isPresent()
                ? send("eth_call", transaction.fields(), "latest", Map.of(), Map.of("time", time.get()))
                : send("eth_call", transaction.fields(), "latest");
        if (!response.hasError()) {
            return new Answer.Returned(String.valueOf(response.getResult()));
        }
        if (response.getError().getData() == null) {
            throw new IllegalStateException(
                    "eth_call failed: " + response.getError().getMessage());
        }
        return new Answer.Reverted(response.getError().getData().replace("\"", ""));
    }

    void setBalance(Account account, BigInteger wei) {
        result("anvil_setBalance", address(account), "0x" + wei.toString(16));
    }

    void setCode(Account account, String code) {
        result("anvil_setCode", address(account), code);
    }

    String snapshot() {
        return String.valueOf(result("evm_snapshot"));
    }

    void revert(String snapshot) {
        if (!Boolean.TRUE.equals(result("evm_revert", snapshot))) {
            throw new IllegalStateException("anvil knows no snapshot " + snapshot);
        }
    }

    private Object result(String method, Object... parameters) {
        var response = send(method, parameters);
        if (response.hasError()) {
            throw new IllegalStateException(
                    method + " failed: " + response.getError().getMessage());
        }
        return response.getResult();
    }

    private AnyResponse send(String method, Object... parameters) {
        try {
            return new Request<>(method, List.of(parameters), http, AnyResponse.class).send();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String address(Account account) {
        return "0x%040x".formatted(account.address());
    }

    static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }

    HttpService http() {
        return http;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        http.close();
        process.destroy();
        process.waitFor();
    }

    /** A call as JSON-RPC takes it; without {@code to} it creates a contract. */
    record Transaction(Account from, Optional<Account> to, BigInteger valueWei, String data) {

        Map<String, String> fields() {
            var fields = new HashMap<>(Map.of(
                    "from",
                    address(from),
                    "gas",
                    GAS,
                    "gasPrice",
                    "0x0",
                    "value",
                    "0x" + valueWei.toString(16),
                    "input",
                    data));
            to.ifPresent(account -> fields.put("to", address(account)));
            return fields;
        }
    }

    /** A response of any type. */
    public static final class AnyResponse extends Response<Object> {}
}
