package network.cuckoo.scheduler.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import network.cuckoo.domain.EpochNumber;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.secret.EpochSecrets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretChainTest {
    @TempDir
    private Path folder;

    @Test
    void append_writesAFileThatOnlyItsUserMayRead_alsoTheSecondTime() throws IOException {
        Path file = folder.resolve("secrets.json");

        SecretChain.append(file, 10, new Random(1));
        SecretChain.append(file, 10, new Random(2));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void secretOf_followsTheTipThatWasOnChain_whenAChainIsUsedUp() {
        Path file = folder.resolve("secrets.json");
        Hash32 first = SecretChain.append(file, 3, new Random(1)).tip();
        Hash32 second = SecretChain.append(file, 3, new Random(2)).tip();
        SecretChain chain = SecretChain.load(file);
        var begin = new EpochNumber(100);

        Hash32 old = chain.secretOf(first, begin, new EpochNumber(102)).orElseThrow();
        Hash32 fresh = chain.secretOf(second, begin, new EpochNumber(101)).orElseThrow();

        assertThat(EpochSecrets.matches(old, first, begin, new EpochNumber(102)))
                .isTrue();
        assertThat(EpochSecrets.matches(fresh, second, begin, new EpochNumber(101)))
                .isTrue();
        assertThat(chain.secretOf(first, begin, new EpochNumber(103))).isEmpty();
        assertThat(chain.secretOf(Hash32.ZERO, begin, begin)).isEmpty();
        assertThat(chain.tip()).isEqualTo(second);
    }

    @Test
    void loadOrCreate_keepsWhatIsThere() {
        Path file = folder.resolve("deeper").resolve("secrets.json");

        Hash32 tip = SecretChain.loadOrCreate(file, 5, new Random(1)).tip();

        assertThat(SecretChain.loadOrCreate(file, 5, new Random(2)).tip()).isEqualTo(tip);
    }

    @Test
    void load_namesTheFile_whenItCannotBeRead() throws IOException {
        Path file = folder.resolve("secrets.json");
        Files.writeString(file, "{}");

        assertThatThrownBy(() -> SecretChain.load(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString());
    }
}
