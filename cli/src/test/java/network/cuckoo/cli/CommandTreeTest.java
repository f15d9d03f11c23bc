package network.cuckoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import network.cuckoo.cli.settings.SettingsSource;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandTreeTest {
    private static final SettingsSource SETTINGS = SettingsSource.of(Map.of());

    @Test
    void commandByItself_isAsAmongAll() {
        CommandLine all = Cuckoo.commandLine(SETTINGS);
        all.getSubcommands().forEach((name, command) -> {
            if (!name.equals("chain")) {
                isSame(command, name);
            }
        });
        below(all, "chain").getSubcommands().forEach((name, command) -> isSame(command, "chain", name));
    }

    @Test
    void whatNamesNoSingleCommand_needsAll() {
        assertThat(CommandTree.of()).isEmpty();
        assertThat(CommandTree.of("--help")).isEmpty();
        assertThat(CommandTree.of("nonsense")).isEmpty();
        assertThat(CommandTree.of("chain")).isEmpty();
        assertThat(CommandTree.of("chain", "--help")).isEmpty();
        assertThat(CommandTree.of("chain", "nonsense")).isEmpty();
    }

    @Test
    void namedCommand_isAlone() {
        CommandLine line = CommandTree.of("chain", "vote").orElseThrow().line();
        assertThat(line.getSubcommands()).containsOnlyKeys("chain");
        assertThat(below(line, "chain").getSubcommands()).containsOnlyKeys("vote");
    }

    private static CommandLine below(CommandLine line, String name) {
        return Objects.requireNonNull(line.getSubcommands().get(name));
    }

    private static void isSame(CommandLine command, String... path) {
        CommandLine at = Cuckoo.commandLine(SETTINGS, CommandTree.of(path).orElseThrow());
        for (String name : path) {
            at = below(at, name);
        }
        assertThat(at.getUsageMessage()).as(String.join(" ", path)).isEqualTo(command.getUsageMessage());
    }
}
