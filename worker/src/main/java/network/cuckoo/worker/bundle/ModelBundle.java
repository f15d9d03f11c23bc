package network.cuckoo.worker.bundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.ModelId;

/** A model as files. Each file is checked against the manifest whenever it is read, so nothing unchecked is ever used. */
public final class ModelBundle {
    static final String MANIFEST = "bundle.json";
    private static final BundleSource LIBRARIES = new BundleSource.ClassPath("");

    private final BundleSource source;
    private final BundleManifest manifest;
    private final Hash32 modelHash;

    private ModelBundle(BundleSource source, byte[] manifestBytes) {
        this.source = source;
        this.manifest = BundleManifest.parse(manifestBytes);
        this.modelHash = modelHash(manifest, Sha256.of(manifestBytes));
    }

    /** Reads the manifest of the bundle there. @throws BundleException if it is missing or malformed */
    public static ModelBundle read(BundleSource source) {
        return new ModelBundle(source, readAll(source, MANIFEST));
    }

    /** The bundle that comes with this program under this name. @throws BundleException if there is none */
    public static ModelBundle bundled(ModelId model) {
        return read(new BundleSource.ClassPath("models/" + model));
    }

    public ModelId model() {
        return manifest.model();
    }

    public ModelKind kind() {
        return manifest.kind();
    }

    public BundleManifest manifest() {
        return manifest;
    }

    /**
     * The model's identity: sha256 over the lines {@code name SP sha256hex LF}, sorted by name, of the manifest and of every file that
     * it lists. {@link #bytes} and {@link ScriptCache} hold the content to these hashes.
     */
    public Hash32 modelHash() {
        return modelHash;
    }

    /** A listed file's content. @throws BundleException if it is not listed, missing, or differs from the manifest */
    public byte[] bytes(String name) {
        var ownHash = manifest.files().get(name);
        if (ownHash != null) {
            return checked(source, name, ownHash);
        }
        var libraryHash = manifest.classPathFiles().get(name);
        if (libraryHash != null) {
            return checked(LIBRARIES, name, libraryHash);
        }
        throw new BundleException("bundle " + model() + " lists no file " + name);
    }

    /** Reads and checks every listed file. @throws BundleException naming the first that is missing or differs */
    public void verify() {
        manifest.files().keySet().forEach(this::bytes);
        manifest.classPathFiles().keySet().forEach(this::bytes);
    }

    private byte[] checked(BundleSource from, String name, Hash32 expected) {
        var bytes = readAll(from, name);
        var actual = Sha256.of(bytes);
        if (!actual.equals(expected)) {
            throw new BundleException(
                    "%s of model %s has sha256 %s, its bundle demands %s".formatted(name, model(), actual, expected));
        }
        return bytes;
    }

    private static byte[] readAll(BundleSource source, String name) {
        try (var stream = source.open(name)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new BundleException("can't read " + name + " of " + source, e);
        }
    }

    private static Hash32 modelHash(BundleManifest manifest, Hash32 manifestHash) {
        var hashes = new TreeMap<>(manifest.files());
        hashes.putAll(manifest.classPathFiles());
        hashes.put(MANIFEST, manifestHash);
        var lines = new StringBuilder();
        hashes.forEach((name, hash) ->
                lines.append(name).append(' ').append(hash.hex(), 2, 66).append('\n'));
        return Sha256.of(lines.toString().getBytes(StandardCharsets.UTF_8));
    }
}
