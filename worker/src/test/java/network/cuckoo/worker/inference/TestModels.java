package network.cuckoo.worker.inference;

import java.nio.file.Path;
import java.util.List;
import network.cuckoo.domain.ModelId;
import network.cuckoo.worker.bundle.ModelBundle;

/** The bundled models, loaded once for all tests of this JVM, with a cache that outlives the run. */
final class TestModels {
    static final Path CACHE = Path.of("target", "model-cache").toAbsolutePath();
    static final ModelId EMOJI = new ModelId("emoji");
    static final ModelId MINILM = new ModelId("minilm");

    private TestModels() {}

    static LoadedModels loaded() {
        return Loaded.MODELS;
    }

    static List<ModelBundle> bundles() {
        return List.of(ModelBundle.bundled(EMOJI), ModelBundle.bundled(MINILM));
    }

    private static final class Loaded {
        static final LoadedModels MODELS = ModelLoader.load(CACHE, 0, bundles());
    }
}
