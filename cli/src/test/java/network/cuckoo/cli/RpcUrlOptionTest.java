package network.cuckoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import network.cuckoo.cli.chain.NodeUrls;
import network.cuckoo.cli.settings.SettingsSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ParseResult;

/** How a coordinator is told of several nodes. */
class RpcUrlOptionTest {
    private static final List<String> REQUIRED = List.of(
            "coordinator",
            "--staking",
            "0x0000000000000000000000000000000000000001",
            "--settlement",
            "0x0000000000000000000000000000000000000002",
            "--key-file",
            "coordinator.json");

    @TempDir
    Path folder;

    @Test
    void addresses_comeFromRepeatedFlagsAndCommas() {
        assertThat(urls(Map.of(), "--rpc-url", "http://a,http://b", "--rpc-url=wss://c"))
                .containsExactly(URI.create("http://a"), URI.create("http://b"), URI.create("wss://c"));
    }

    @Test
    void addresses_comeFromTheEnvironmentOrTheFile_andFlagsReplaceThem() throws IOException {
        Path file = Files.writeString(folder.resolve("settings.yaml"), "rpc-url: http://f, http://g\n");
        assertThat(urls(Map.of("CUCKOO_CONFIG", file.toString())))
                .containsExactly(URI.create("http://f"), URI.create("http://g"));
        var both = Map.of("CUCKOO_CONFIG", file.toString(), "CUCKOO_RPC_URL", "http://e1,http://e2");
        assertThat(urls(both)).containsExactly(URI.create("http://e1"), URI.create("http://e2"));
        assertThat(urls(both, "--rpc-url", "http://a")).containsExactly(URI.create("http://a"));
    }

    @Test
    void wrongAddress_isNamed_withWhereItStands() {
        var shell = new Shell(folder);
        shell.set("CUCKOO_RPC_URL", "http://127.0.0.1:1,ftp://127.0.0.1/key");

        Shell.Run run = shell.cuckoo(String.join(" ", REQUIRED));

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(run.err())
                .contains("--rpc-url", "address 2", "not ftp://127.0.0.1", "environment variable CUCKOO_RPC_URL")
                .doesNotContain("/key");
    }

    private static List<URI> urls(Map<String, String> environment, String... flags) {
        List<String> words = new ArrayList<>(REQUIRED);
        words.addAll(List.of(flags));
        ParseResult parsed = Cuckoo.commandLine(SettingsSource.of(environment))
                .parseArgs(words.toArray(String[]::new))
                .subcommand();
        List<NodeUrls> given = parsed.commandSpec().findOption("--rpc-url").getValue();
        return NodeUrls.joined(given).all();
    }
}
