package network.cuckoo.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import network.cuckoo.cli.CommandFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class SettingsSourceTest {
    @TempDir
    Path folder;

    @Command(name = "tool")
    private static final class Tool implements Runnable {
        @Option(names = "--db-url", defaultValue = "default")
        private String dbUrl = "";

        @Option(names = "--config")
        private String config = "";

        @Override
        public void run() {}
    }

    @Test
    void flag_winsOverEnvironment_andEnvironmentOverFile_andFileOverDefault() throws IOException {
        Path file = Files.writeString(folder.resolve("settings.yaml"), "db-url: file\n");
        var environment = Map.of("CUCKOO_DB_URL", "environment");
        assertThat(dbUrl(environment, "--config", file.toString(), "--db-url", "flag"))
                .isEqualTo("flag");
        assertThat(dbUrl(environment, "--config", file.toString())).isEqualTo("environment");
        assertThat(dbUrl(Map.of(), "--config=" + file)).isEqualTo("file");
        assertThat(dbUrl(Map.of("CUCKOO_CONFIG", file.toString()))).isEqualTo("file");
        assertThat(dbUrl(Map.of())).isEqualTo("default");
    }

    @Test
    void file_isRefused_whenItHasAnUnknownKey() throws IOException {
        Path file = Files.writeString(folder.resolve("settings.yaml"), "db-uri: x\n");
        var settings = SettingsSource.of(Map.of("CUCKOO_CONFIG", file.toString()));
        assertThatThrownBy(() -> settings.refuseUnknownKeys(new CommandLine(new Tool())))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("db-uri")
                .hasMessageContaining("db-url");
    }

    @Test
    void emptyFile_isSaidToBeEmpty() throws IOException {
        Path empty = Files.writeString(folder.resolve("network.yaml"), "");
        assertThatThrownBy(() -> SettingsSource.of(Map.of("CUCKOO_CONFIG", empty.toString())))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining(empty + " is empty; did the command fail");
    }

    @Test
    void file_isRefused_whenItIsMissingOrNotAMap() throws IOException {
        Path list = Files.writeString(folder.resolve("list.yaml"), "- a\n");
        assertThatThrownBy(() -> SettingsSource.of(Map.of("CUCKOO_CONFIG", list.toString())))
                .isInstanceOf(CommandFailure.class);
        assertThatThrownBy(() -> SettingsSource.of(
                        Map.of(), "--config", folder.resolve("none").toString()))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("none");
    }

    private static String dbUrl(Map<String, String> environment, String... arguments) {
        var tool = new Tool();
        new CommandLine(tool)
                .setDefaultValueProvider(SettingsSource.of(environment, arguments))
                .parseArgs(arguments);
        return tool.dbUrl;
    }
}
