package network.cuckoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import network.cuckoo.testing.RpcProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A fault of the program: a node whose chain id is no number is one that it does not expect. */
@Execution(ExecutionMode.CONCURRENT)
class FaultTest {
    private final Path state;
    private final Shell shell;
    private final LocalNetwork network;
    private final RpcProxy proxy;

    FaultTest(@TempDir Path folder) {
        state = folder.resolve("state");
        network = new LocalNetwork(folder);
        shell = network.shell();
        proxy = RpcProxy.to(network.chain().uri());
        proxy.answering(call -> call.path("method").asText().equals("eth_getLogs")
                ? Optional.of("{\"jsonrpc\":\"2.0\",\"id\":" + call.path("id") + ",\"result\":[{\"topics\":[]}]}")
                : Optional.empty());
        shell.set("CUCKOO_RPC_URL", proxy.uri().toString());
        shell.set("CUCKOO_STATE_DIR", state.toString());
    }

    @AfterEach
    void end() {
        proxy.close();
        network.close();
    }

    @Test
    void fault_isOneSentence_andTheRestIsInAFile() throws IOException {
        Shell.Run run = shell.cuckoo("chain status");

        assertThat(run.exitCode()).isEqualTo(ExitCode.INTERNAL.number());
        Path file = onlyFile();
        assertThat(run.err())
                .contains("a fault of this program", "Please report it", file.toString())
                .doesNotContain("\tat ");
        assertThat(Files.readString(file)).contains("status", "cuckoo (not packed)", "\tat network.cuckoo.cli");
    }

    @Test
    void fault_isPrinted_whenThatIsWanted_orNoFileCanBeWritten() throws IOException {
        shell.set("CUCKOO_TRACE", "1");
        assertThat(shell.cuckoo("chain status").err()).contains("\tat network.cuckoo.cli");
        assertThat(state).doesNotExist();
        shell.set("CUCKOO_TRACE", "");
        Files.writeString(state, "no folder");
        assertThat(shell.cuckoo("chain status").err()).contains("no file could be written", "\tat network.cuckoo.cli");
    }

    private Path onlyFile() throws IOException {
        try (Stream<Path> files = Files.list(state.resolve("faults"))) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }
}
