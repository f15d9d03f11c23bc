package network.cuckoo.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import network.cuckoo.cli.CommandFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoFolderTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void take_refusesWhatNoDemoMade_andDeletesNothing(boolean fresh) throws IOException {
        Path secrets = Files.createDirectories(folder.resolve("coordinator")).resolve("secrets.json");
        Files.writeString(secrets, "precious");

        assertThatThrownBy(() -> DemoFolder.take(folder, fresh))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("coordinator");

        assertThat(secrets).hasContent("precious");
    }

    @Test
    void fresh_deletesWhatADemoMade_andNothingElse() throws IOException {
        Path notes = folder.resolve("notes.txt");
        Files.writeString(notes, "mine");
        try (var first = DemoFolder.take(folder, false)) {
            Files.createDirectories(first.postgres());
        }

        try (var second = DemoFolder.take(folder, true)) {
            assertThat(second.postgres()).doesNotExist();
            assertThat(notes).hasContent("mine");
        }
    }
}
