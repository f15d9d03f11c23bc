package network.cuckoo.worker.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import network.cuckoo.domain.ModelId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelBundleTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"emoji", "minilm"})
    void bundledModel_isIntact(String name) {
        assertThatCode(() -> ModelBundle.bundled(new ModelId(name)).verify()).doesNotThrowAnyException();
    }

    @Test
    void modelHash_isTheHashOfTheSortedLines() throws IOException {
        var bundle = ModelBundle.read(new BundleSource.Folder(writeBundle("content of a", "content of b")));

        var manifestHash = hex(Files.readString(folder.resolve("bundle.json")));
        var lines = "a.txt " + hex("content of a") + "\n" + "b.txt " + hex("content of b") + "\n" + "bundle.json "
                + manifestHash + "\n";
        assertThat(bundle.modelHash()).isEqualTo(Sha256.of(lines.getBytes(UTF_8)));
    }

    @Test
    void bytes_areRefused_whenTheFileDiffersFromTheManifest() throws IOException {
        var bundle = ModelBundle.read(new BundleSource.Folder(writeBundle("content of a", "content of b")));
        Files.writeString(folder.resolve("b.txt"), "tampered");

        assertThat(bundle.bytes("a.txt")).asString(UTF_8).isEqualTo("content of a");
        assertThatExceptionOfType(BundleException.class)
                .isThrownBy(bundle::verify)
                .withMessageContaining("b.txt of model tiny")
                .withMessageContaining(hex("tampered"));
    }

    @Test
    void bytes_areRefused_whenTheFileIsMissingOrNotListed() throws IOException {
        var bundle = ModelBundle.read(new BundleSource.Folder(writeBundle("content of a", "content of b")));
        Files.delete(folder.resolve("a.txt"));
        Files.writeString(folder.resolve("c.txt"), "not listed");

        assertThatExceptionOfType(BundleException.class)
                .isThrownBy(() -> bundle.bytes("a.txt"))
                .withMessageContaining("a.txt");
        assertThatExceptionOfType(BundleException.class)
                .isThrownBy(() -> bundle.bytes("c.txt"))
                .withMessageContaining("lists no file c.txt");
    }

    static Stream<String> malformedManifests() {
        return Stream.of(
                "",
                "[]",
                "{\"model\":\"tiny\"}",
                "{\"model\":\"tiny\",\"kind\":\"text-to-smell\"}",
                "{\"model\":\"tiny\",\"kind\":\"text-to-image\",\"files\":{\"a\":\"beef\"}}");
    }

    @ParameterizedTest
    @MethodSource("malformedManifests")
    void manifest_isRefused_whenMalformed(String manifest) throws IOException {
        Files.writeString(folder.resolve("bundle.json"), manifest);

        assertThatExceptionOfType(BundleException.class)
                .isThrownBy(() -> ModelBundle.read(new BundleSource.Folder(folder)))
                .withMessageContaining("bundle.json");
    }

    private Path writeBundle(String contentOfA, String contentOfB) throws IOException {
        Files.writeString(folder.resolve("a.txt"), contentOfA);
        Files.writeString(folder.resolve("b.txt"), contentOfB);
        Files.writeString(folder.resolve("bundle.json"), """
                {"model": "tiny", "kind": "text-to-image", "files": {"b.txt": "%s", "a.txt": "%s"}}
                """.formatted(hex(contentOfB), hex(contentOfA)));
        return folder;
    }

    private static String hex(String content) {
        return Sha256.of(content.getBytes(UTF_8)).hex().substring(2);
    }
}
