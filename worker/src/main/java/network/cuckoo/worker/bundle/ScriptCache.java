package network.cuckoo.worker.bundle;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import network.cuckoo.domain.Hash32;
import network.cuckoo.worker.bundle.BundleManifest.ScriptPlan;

/**
 * Assembled TorchScript files in a folder, each under the sha256 that its manifest demands, so models share what is the same. A file is
 * checked by content when it is first asked for and rebuilt if it is damaged; any number of processes and threads may ask at once.
 */
public final class ScriptCache {
    private static final int BUFFER_BYTES = 1 << 20;

    private final Path folder;
    private final ConcurrentMap<Hash32, Path> ready = new ConcurrentHashMap<>();

    public ScriptCache(Path folder) {
        this.folder = folder;
    }

    /**
     * The TorchScript file of this name, assembled now if the cache lacks it.
     *
     * @throws BundleException if the bundle is incomplete or differs from its manifest
     * @throws UncheckedIOException if the folder can't be written
     */
    public Path script(ModelBundle bundle, String name) {
        var plan = bundle.manifest().script(name);
        return ready.computeIfAbsent(plan.assembled(), ignored -> checkedOrAssembled(bundle, name, plan));
    }

    private Path checkedOrAssembled(ModelBundle bundle, String name, ScriptPlan plan) {
        var file = folder.resolve(plan.assembled().hex().substring(2) + ".pt");
        if (!isIntact(file, plan.assembled())) {
            assembleOnce(bundle, name, plan, file);
        }
        return file;
    }

    private void assembleOnce(ModelBundle bundle, String name, ScriptPlan plan, Path file) {
        try (var _ = CacheLock.acquire(file.resolveSibling(file.getFileName() + ".lock"))) {
            if (!isIntact(file, plan.assembled())) {
                assemble(bundle, name, plan, file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't write " + file, e);
        }
    }

    private static void assemble(ModelBundle bundle, String name, ScriptPlan plan, Path file) throws IOException {
        var assembler = new ScriptAssembler(
                bundle.bytes(name + ".skeleton.zip"),
                bundle.bytes(name + ".map.json"),
                WeightSource.read(plan.weights(), bundle.bytes(plan.weights())));
        var unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        var actual = writeDurably(assembler, unfinished);
        if (!actual.equals(plan.assembled())) {
            Files.delete(unfinished);
            throw new BundleException("%s of model %s assembles to sha256 %s, its bundle demands %s"
                    .formatted(name, bundle.model(), actual, plan.assembled()));
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Hash32 writeDurably(ScriptAssembler assembler, Path file) throws IOException {
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            var digest = Sha256.digest();
            var out = new DigestOutputStream(
                    new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES), digest);
            assembler.writeTo(out);
            out.flush();
            channel.force(true);
            return Hash32.of(digest.digest());
        }
    }

    private static boolean isIntact(Path file, Hash32 expected) {
        return Files.isRegularFile(file) && Sha256.ofFile(file).equals(expected);
    }
}
