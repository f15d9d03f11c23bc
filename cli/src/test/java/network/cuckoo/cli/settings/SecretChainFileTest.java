package network.cuckoo.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretChainFileTest {
    private static final String DIGITS = "5eed".repeat(16);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{'seed':'0x_','length':0}]",
                "[{'seed':'0x_','length':-5}]",
                "[{'seed':'0x_','length':2000000000}]",
                "[{'seed':'0x_0','length':10}]",
                "[{'seed':'_','length':10}]",
                "[{'seed':'0x_'}]",
                "[{'length':10}]",
                "[{'seed':'0x_','len",
                "[{'seed':'0x_','length':10}",
                "['0x_']",
                "{'seed':'0x_'}",
                "[]",
                "0x_",
                ""
            })
    void damagedFile_isNamed_andNothingOfItTold(String form) throws IOException {
        Path file = Files.writeString(
                folder.resolve("secrets.json"), form.replace('\'', '"').replace("_", DIGITS));
        assertThatThrownBy(() -> SecretChainFile.load(file))
                .asInstanceOf(type(CommandFailure.class))
                .satisfies(failure -> {
                    assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
                    assertThat(failure).hasNoCause().hasMessageContaining(file + " is damaged");
                    assertThat(failure.getMessage()).doesNotContain(DIGITS.substring(1, 20));
                });
    }

    @Test
    void intactFile_isRead_andAMissingOneIsNoDamage() {
        Path file = folder.resolve("secrets.json");
        assertThatThrownBy(() -> SecretChainFile.load(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString());
        var made = SecretChainFile.loadOrCreate(file, 10, new SecureRandom());
        assertThat(SecretChainFile.load(file).tip()).isEqualTo(made.tip());
    }
}
