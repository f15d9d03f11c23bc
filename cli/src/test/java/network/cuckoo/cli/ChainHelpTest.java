package network.cuckoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import network.cuckoo.cli.settings.SettingsSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class ChainHelpTest {
    static Stream<CommandLine> commands() {
        return leaves(Cuckoo.commandLine(SettingsSource.of(Map.of())))
                .filter(command -> command.getCommandSpec().qualifiedName().startsWith("cuckoo chain "));
    }

    private static Stream<CommandLine> leaves(CommandLine command) {
        return command.getSubcommands().isEmpty()
                ? Stream.of(command)
                : command.getSubcommands().values().stream().flatMap(ChainHelpTest::leaves);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommand_hasAnExampleOfItself(CommandLine command) {
        assertThat(command.getUsageMessage())
                .contains(
                        "Example",
                        "cuckoo " + command.getCommandSpec().qualifiedName().replace("cuckoo ", ""));
    }
}
