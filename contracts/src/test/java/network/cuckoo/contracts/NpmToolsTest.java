package network.cuckoo.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpmToolsTest {

    @Test
    void anvil_isTheInstalledProgram() {
        assertThat(NpmTools.inFolder(Path.of("")).anvil())
                .isExecutable()
                .isAbsolute()
                .hasFileName("anvil");
    }

    @Test
    void anvil_saysWhatToRun_whenNotInstalled(@TempDir Path empty) {
        assertThatThrownBy(() -> NpmTools.inFolder(empty).anvil())
                .isInstanceOf(NpmToolsMissingException.class)
                .hasMessageContaining("anvil is not installed")
                .hasMessageContaining(empty.resolve("scripts/install-tools.sh").toString());
        assertThat(Files.exists(empty.resolve("node_modules"))).isFalse();
    }

    @Test
    void anvil_namesThePlatform_whenThereIsNoneForIt() {
        assertThatThrownBy(() -> NpmTools.inFolder(Path.of("")).binary("anvil", "Mac OS X", "aarch64"))
                .isInstanceOf(NpmToolsMissingException.class)
                .hasMessageContaining("Mac OS X on aarch64");
    }
}
