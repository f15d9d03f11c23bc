package network.cuckoo.worker.inference;

import ai.djl.Device;
import ai.djl.engine.Engine;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import network.cuckoo.worker.bundle.BundleSource;
import network.cuckoo.worker.bundle.CacheLock;
import network.cuckoo.worker.bundle.Sha256;

/**
 * The PyTorch engine of this process. Its settings are system properties that DJL reads once, so there is one engine, with one cache
 * folder, per process.
 */
final class PyTorch {
    private static final String NAME = "PyTorch";
    private static final BundleSource LIBRARIES = new BundleSource.ClassPath("");
    private static final Map<String, String> SETTINGS = Map.of(
            "ai.djl.default_engine", NAME,
            // one thread per run: several are slower on models this small, and change the last bits of the output
            "ai.djl.pytorch.num_threads", "1",
            "ai.djl.pytorch.num_interop_threads", "1",
            // the profiling executor only makes the first runs slower
            "ai.djl.pytorch.graph_optimizer", "false");

    private final Engine engine;

    private PyTorch(Engine engine) {
        this.engine = engine;
    }

    /**
     * Loads the engine and the tokenizer. The first process to need the natives (430 MB) unpacks them while others wait.
     *
     * @param cache folder for the natives
     * @throws UncheckedIOException if the folder can't be written
     */
    static PyTorch load(Path cache) {
        SETTINGS.forEach(System::setProperty);
        var unpacked = cache.resolve("unpacked-" + versions());
        if (Files.exists(unpacked)) {
            return loadNatives(cache);
        }
        try (var _ = CacheLock.acquire(cache.resolve("unpacking.lock"))) {
            if (!Files.exists(unpacked)) {
                deleteHalfUnpacked(cache);
            }
            var pyTorch = loadNatives(cache);
            Files.writeString(unpacked, "");
            return pyTorch;
        } catch (IOException e) {
            throw new UncheckedIOException("can't unpack the natives into " + cache, e);
        }
    }

    private static PyTorch loadNatives(Path cache) {
        TokenizerLibrary.load(cache);
        return new PyTorch(Engine.getEngine(NAME));
    }

    /** Names the natives' versions, so that those of a new release are unpacked anew. */
    private static String versions() {
        var pytorch = LIBRARIES.open("native/lib/pytorch.properties");
        var tokenizers = LIBRARIES.open("native/lib/tokenizers.properties");
        try (var both = new SequenceInputStream(pytorch, tokenizers)) {
            return Sha256.of(both.readAllBytes()).hex().substring(2, 18);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the natives' versions", e);
        }
    }

    /** An unpacker that was killed leaves a folder {@code tmp…} of up to 430 MB. */
    private static void deleteHalfUnpacked(Path cache) throws IOException {
        var natives = cache.resolve("pytorch");
        if (!Files.isDirectory(natives)) {
            return;
        }
        try (var leftovers = Files.newDirectoryStream(natives, "tmp*")) {
            for (var leftover : leftovers) {
                delete(leftover);
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        try (var paths = Files.walk(tree)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    int gpuCount() {
        return engine.getGpuCount();
    }

    /** The numbered GPU where there is one, the CPU where there is none. @throws IllegalArgumentException if there are fewer GPUs */
    Device device(int gpu) {
        if (gpuCount() == 0 && gpu == 0) {
            return Device.cpu();
        }
        if (gpu >= gpuCount()) {
            throw new IllegalArgumentException("no GPU " + gpu + ": there are " + gpuCount());
        }
        return Device.gpu(gpu);
    }
}
