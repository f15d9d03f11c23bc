package network.cuckoo.worker.inference;

import ai.djl.Device;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.ModelId;
import network.cuckoo.worker.bundle.ModelBundle;
import network.cuckoo.worker.bundle.ScriptCache;
import network.cuckoo.worker.bundle.Sha256;

/** Turns bundles into models on a device; networks and tokenizers that bundles have in common are loaded once. */
final class ModelLoader {
    static final String PIPELINE = "pipeline.json";
    /** The folder of DJL's natives within the cache. */
    static final String NATIVES = "djl";

    private final Map<ModelId, TextToImage> imageModels = new HashMap<>();
    private final Map<ModelId, TextEmbedding> embeddingModels = new HashMap<>();
    private final List<OfferedModel> offered = new ArrayList<>();
    private final Map<Path, ScriptModel> networks = new HashMap<>();
    private final Map<Hash32, Tokenizer> tokenizers = new HashMap<>();
    private final ScriptCache scripts;
    private final Device device;

    private ModelLoader(ScriptCache scripts, Device device) {
        this.scripts = scripts;
        this.device = device;
    }

    /**
     * Loads models, checking and assembling their scripts while the engine starts.
     *
     * @param cache folder for natives and assembled scripts, shared by processes
     * @param gpu number of the GPU to use; 0 is the CPU where there is no GPU
     * @throws network.cuckoo.worker.bundle.BundleException if a bundle is damaged
     */
    static LoadedModels load(Path cache, int gpu, List<ModelBundle> bundles) {
        var scripts = new ScriptCache(cache.resolve("torchscript"));
        var assembled = bundles.stream()
                .flatMap(bundle -> bundle.manifest().scripts().keySet().stream()
                        .map(name -> CompletableFuture.runAsync(() -> scripts.script(bundle, name))))
                .toList();
        var pyTorch = PyTorch.load(cache.resolve(NATIVES));
        assembled.forEach(ModelLoader::await);
        var device = pyTorch.device(gpu);
        var loader = new ModelLoader(scripts, device);
        bundles.forEach(loader::add);
        return new LoadedModels(
                loader.offered,
                loader.imageModels,
                loader.embeddingModels,
                device.isGpu() ? device.toString() : "cpu",
                pyTorch.gpuCount());
    }

    private static void await(CompletableFuture<Void> assembling) {
        try {
            assembling.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private void add(ModelBundle bundle) {
        var text = TextRule.of(bundle);
        var tokenizer = tokenizer(bundle, text.tokenizer());
        switch (bundle.kind()) {
            case TEXT_TO_IMAGE -> addImageModel(bundle, tokenizer);
            case TEXT_EMBEDDING -> addEmbeddingModel(bundle, tokenizer);
        }
        offered.add(new OfferedModel(bundle.model(), bundle.kind(), bundle.modelHash(), text.maxTokens()));
    }

    private void addImageModel(ModelBundle bundle, Tokenizer tokenizer) {
        var settings = DiffusionSettings.parse(bundle.bytes(PIPELINE));
        var parts = new TextToImage.Networks(
                network(bundle, "text_encoder"), network(bundle, "unet"), network(bundle, "vae_decoder"));
        imageModels.put(bundle.model(), new TextToImage(settings, tokenizer, parts));
    }

    private void addEmbeddingModel(ModelBundle bundle, Tokenizer tokenizer) {
        var settings = EmbeddingSettings.parse(bundle.bytes(PIPELINE));
        embeddingModels.put(bundle.model(), new TextEmbedding(settings, tokenizer, network(bundle, "text_encoder")));
    }

    private ScriptModel network(ModelBundle bundle, String name) {
        return networks.computeIfAbsent(scripts.script(bundle, name), file -> ScriptModel.load(file, device));
    }

    private Tokenizer tokenizer(ModelBundle bundle, String file) {
        var json = bundle.bytes(file);
        return tokenizers.computeIfAbsent(Sha256.of(json), ignored -> new Tokenizer(json));
    }
}
