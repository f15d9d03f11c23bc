package network.cuckoo.worker.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import network.cuckoo.domain.ModelId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The decoder is the smallest script: 8 MB assembled. */
class ScriptCacheTest {
    private static final String DECODER = "vae_decoder";
    private static final FileTime LONG_AGO = FileTime.fromMillis(0);

    @TempDir
    private Path folder;

    private final ModelBundle emoji = ModelBundle.bundled(new ModelId("emoji"));

    @Test
    void script_isAssembledOnce_andFoundAgain() throws IOException {
        var file = new ScriptCache(folder).script(emoji, DECODER);
        Files.setLastModifiedTime(file, LONG_AGO);

        assertThat(new ScriptCache(folder).script(emoji, DECODER)).isEqualTo(file);

        assertThat(Files.getLastModifiedTime(file)).isEqualTo(LONG_AGO);
        assertThat(Sha256.ofFile(file))
                .isEqualTo(emoji.manifest().script(DECODER).assembled());
        try (var zip = new ZipFile(file.toFile())) {
            assertThat(zip.getEntry("vae_decoder/data.pkl")).isNotNull();
        }
    }

    @Test
    void script_isRebuilt_whenTheCachedFileIsDamaged() throws IOException {
        var file = new ScriptCache(folder).script(emoji, DECODER);
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        new ScriptCache(folder).script(emoji, DECODER);

        assertThat(Sha256.ofFile(file))
                .isEqualTo(emoji.manifest().script(DECODER).assembled());
    }

    @Test
    void script_isAssembledByOne_whenManyAskAtOnce() throws Exception {
        Callable<Path> ask = () -> new ScriptCache(folder).script(emoji, DECODER);
        try (var threads = Executors.newFixedThreadPool(4)) {
            var answers = threads.invokeAll(List.of(ask, ask, ask, ask));
            var files = answers.stream().map(Future::resultNow);
            assertThat(files.distinct()).hasSize(1);
        }
        try (var left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .allMatch(name -> name.endsWith(".pt") || name.endsWith(".pt.lock"));
        }
    }

    @Test
    void script_isAssembled_whenProcessesAskAtOnce() throws Exception {
        var processes = Stream.generate(this::askingProcess).limit(3).toList();

        for (var process : processes) {
            assertThat(process.waitFor()).isZero();
        }
        try (var files = Files.newDirectoryStream(folder, "*.pt")) {
            var scripts = new ArrayList<Path>();
            files.forEach(scripts::add);
            assertThat(scripts)
                    .hasSize(1)
                    .allSatisfy(file -> assertThat(Sha256.ofFile(file))
                            .isEqualTo(emoji.manifest().script(DECODER).assembled()));
        }
    }

    @Test
    void script_isRefused_whenTheWeightsAreDamaged() throws IOException {
        var damaged = folder.resolve("damaged");
        copyBundle(damaged);
        var weights = damaged.resolve("vae_decoder.safetensors");
        var bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 1] ^= 1;
        Files.write(weights, bytes);
        var bundle = ModelBundle.read(new BundleSource.Folder(damaged));

        assertThatExceptionOfType(BundleException.class)
                .isThrownBy(() -> new ScriptCache(folder).script(bundle, DECODER))
                .withMessageContaining("vae_decoder.safetensors of model emoji");
        try (var scripts = Files.newDirectoryStream(folder, "*.pt")) {
            assertThat(scripts).isEmpty();
        }
    }

    @Test
    void script_isRefused_whenItIsNotWhatTheManifestDemands() throws IOException {
        var other = folder.resolve("other");
        copyBundle(other);
        var manifest = other.resolve("bundle.json");
        var demanded = emoji.manifest().script(DECODER).assembled().hex().substring(2);
        Files.writeString(manifest, Files.readString(manifest).replace(demanded, "ab".repeat(32)));
        var bundle = ModelBundle.read(new BundleSource.Folder(other));

        assertThatExceptionOfType(BundleException.class)
                .isThrownBy(() -> new ScriptCache(folder).script(bundle, DECODER))
                .withMessageContaining("vae_decoder of model emoji assembles to sha256 0x" + demanded);
    }

    /** Assembles the decoder in a JVM of its own. */
    static final class Asker {
        public static void main(String[] args) {
            new ScriptCache(Path.of(args[0])).script(ModelBundle.bundled(new ModelId("emoji")), DECODER);
        }
    }

    private Process askingProcess() {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        try {
            return new ProcessBuilder(
                            java,
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Asker.class.getName(),
                            folder.toString())
                    .inheritIO()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copyBundle(Path target) throws IOException {
        Files.createDirectories(target);
        var names = new ArrayList<>(List.of("bundle.json"));
        names.addAll(
                ModelBundle.bundled(new ModelId("emoji")).manifest().files().keySet());
        for (var name : names) {
            try (var content = new BundleSource.ClassPath("models/emoji").open(name)) {
                Files.copy(content, target.resolve(name));
            }
        }
    }
}
