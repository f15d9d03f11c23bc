package network.cuckoo.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import network.cuckoo.contracts.NpmTools;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.Wei;

/**
 * A local chain (anvil, from the contracts' npm tools) on a free port of loopback. A block is made with each transaction and by
 * {@link #mine}; its ten known accounts hold 10,000 tokens each and more by {@link #setBalance}.
 */
public final class Anvil implements AutoCloseable {
    /** The chain's id. */
    public static final long CHAIN_ID = 31337;

    /** The private keys of the first accounts of anvil's well-known test mnemonic. */
    public static final List<String> PRIVATE_KEYS = List.of(
            "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
            "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d",
            "0x5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a",
            "0x7c852118294e51e653712a81e05800f419141751be58f605c371e15141b007a6",
            "0x47e179ec197488593b187f80a00eb0da91f1b9d0b13f8733639f19c30a34926a",
            "0x8b3a350cf5c34c9194ca85829a2df0ec3153be0318b5e2d3348e872092edffba",
            "0x92db14e403b83dfe3df233f83dfa3a0d7096f21ca9b0d6d6b8d88b2b4ec1564e",
            "0x4bbbf85ce3377467afe5d46f804f221813b2bb87f24d81f60f1fcdbf7cbf4356",
            "0xdbda1821b80551c9d65939329250298aa3472ba22feea921c0cf5d620ea67b97",
            "0x2a871d0798f97d79848a013d4936a73bf4cc922c825d33c1cf7073dff6d409c6");

    private static final String LISTENING = "Listening on ";
    private static final long START_LIMIT_SECONDS = 60;

    private final Process process;
    private final URI uri;
    private final JsonRpc rpc;
    private final Thread closer;

    private Anvil(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
        this.rpc = new JsonRpc(uri);
        this.closer = new Thread(process::destroyForcibly, "anvil-closer");
        Runtime.getRuntime().addShutdownHook(closer);
    }

    /** Starts a chain of its own; {@code options} are anvil's, e.g. {@code --block-time 1}. */
    public static Anvil start(String... options) {
        var command = new ArrayList<String>(List.of(
                program().toString(), "--host", "127.0.0.1", "--port", "0", "--chain-id", Long.toString(CHAIN_ID)));
        Collections.addAll(command, options);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return new Anvil(process, URI.create("http://" + address(process)));
        } catch (IOException e) {
            throw new UncheckedIOException("anvil does not start", e);
        }
    }

    private static Path program() {
        Path module =
                Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize();
        return NpmTools.inFolder(module.resolveSibling("contracts")).anvil();
    }

    // Reads on until the process ends, so that its pipe never fills.
    private static String address(Process process) {
        var address = new CompletableFuture<String>();
        Thread.ofVirtual().name("anvil-output").start(() -> {
            try (BufferedReader output = process.inputReader()) {
                output.lines()
                        .filter(line -> line.startsWith(LISTENING))
                        .forEach(line -> address.complete(
                                line.substring(LISTENING.length()).strip()));
            } catch (IOException | UncheckedIOException e) {
                address.completeExceptionally(e);
            }
            address.completeExceptionally(new IllegalStateException("anvil ended"));
        });
        try {
            return address.get(START_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new IllegalStateException("anvil does not listen", e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while anvil started", e);
        }
    }

    /** {@code http://127.0.0.1:port}. */
    public URI uri() {
        return uri;
    }

    /** Any call of the node's JSON-RPC. */
    public JsonNode call(String method, Object... parameters) {
        return rpc.call(method, parameters);
    }

    /** Makes so many blocks, a second of chain time apart. */
    public void mine(int blocks) {
        rpc.call("anvil_mine", hex(blocks), hex(1));
    }

    /** Makes one block with this timestamp in Unix seconds, which must be after the head's. */
    public void mineAt(long blockTimeSeconds) {
        rpc.call("evm_setNextBlockTimestamp", blockTimeSeconds);
        rpc.call("anvil_mine", hex(1));
    }

    /** Replaces the last so many blocks by as many empty ones with other hashes. */
    public void reorg(int depth) {
        rpc.call("anvil_reorg", depth, List.of());
    }

    /** Takes the last so many blocks away without a replacement. */
    public void rollback(int depth) {
        rpc.call("anvil_rollback", depth);
    }

    /** From now on each block's time is so many seconds after its parent's, whatever the clock says. */
    public void blockInterval(int seconds) {
        rpc.call("anvil_setBlockTimestampInterval", seconds);
    }

    /** All that the chain is, for {@link #loadState} of another one. */
    public String dumpState() {
        return rpc.call("anvil_dumpState").asText();
    }

    /** Goes on from where another chain was dumped; its clock does so from this moment, in Unix seconds. */
    public void loadState(String state, long timeSeconds) {
        rpc.call("anvil_loadState", state);
        rpc.call("evm_setTime", timeSeconds);
    }

    /** Gives an account this balance. */
    public void setBalance(Address account, Wei balance) {
        rpc.call("anvil_setBalance", account.hex(), "0x" + balance.value().toString(16));
    }

    /** Height of the head. */
    public long blockNumber() {
        return number(rpc.call("eth_blockNumber"));
    }

    /** Timestamp of the head in Unix seconds. */
    public long blockTimeSeconds() {
        return number(head().get("timestamp"));
    }

    /** Hash of the head. */
    public Hash32 blockHash() {
        return Hash32.parse(head().get("hash").asText());
    }

    private JsonNode head() {
        return rpc.call("eth_getBlockByNumber", "latest", false);
    }

    private static String hex(long number) {
        return "0x" + Long.toHexString(number);
    }

    private static long number(JsonNode hex) {
        return Long.parseLong(hex.asText(), 2, hex.asText().length(), 16);
    }

    /** Ends the process and waits until it is gone. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(closer);
        } catch (IllegalStateException e) {
            // The JVM ends already, and the hook with it.
        }
    }
}
