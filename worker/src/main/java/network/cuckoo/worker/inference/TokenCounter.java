package network.cuckoo.worker.inference;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.task.TextTokens;
import network.cuckoo.worker.bundle.ModelBundle;
import network.cuckoo.worker.bundle.Sha256;

/** Counts tokens exactly as the models will, without an engine. Loads in the background; the first counts wait for it. */
public final class TokenCounter implements AutoCloseable {
    private final Map<ModelId, TextRule> rules = new HashMap<>();
    private final CompletableFuture<Map<ModelId, Tokenizer>> tokenizers;

    private TokenCounter(Path cache, List<ModelBundle> bundles) {
        bundles.forEach(bundle -> rules.put(bundle.model(), TextRule.of(bundle)));
        tokenizers = CompletableFuture.supplyAsync(
                () -> load(cache, bundles),
                loading ->
                        Thread.ofPlatform().daemon().name("cuckoo-tokenizers").start(loading));
    }

    /**
     * Begins to load the bundles' tokenizers.
     *
     * @param cache folder for natives, shared by processes
     * @throws network.cuckoo.worker.bundle.BundleException if a bundle is damaged
     */
    public static TokenCounter start(Path cache, List<ModelBundle> bundles) {
        return new TokenCounter(cache, List.copyOf(bundles));
    }

    private Map<ModelId, Tokenizer> load(Path cache, List<ModelBundle> bundles) {
        TokenizerLibrary.load(cache.resolve(ModelLoader.NATIVES));
        var byContent = new HashMap<Hash32, Tokenizer>();
        var byModel = new HashMap<ModelId, Tokenizer>();
        for (var bundle : bundles) {
            var json = bundle.bytes(of(bundle.model(), rules).tokenizer());
            byModel.put(bundle.model(), byContent.computeIfAbsent(Sha256.of(json), ignored -> new Tokenizer(json)));
        }
        return Map.copyOf(byModel);
    }

    /**
     * Tokens that the model takes, special tokens included.
     *
     * @throws IllegalArgumentException if the model's bundle was not given
     */
    public int maxTokens(ModelId model) {
        return of(model, rules).maxTokens();
    }

    /**
     * The text's tokens for this model.
     *
     * @throws IllegalArgumentException if the model's bundle was not given
     * @throws IllegalStateException if the tokenizers could not be loaded
     */
    public TextTokens count(ModelId model, String text) {
        try {
            return of(model, tokenizers.join()).count(text);
        } catch (CompletionException e) {
            throw new IllegalStateException("the tokenizers could not be loaded", e.getCause());
        }
    }

    private static <T> T of(ModelId model, Map<ModelId, T> known) {
        var found = known.get(model);
        if (found == null) {
            throw new IllegalArgumentException("no bundle of model " + model + " to count tokens with");
        }
        return found;
    }

    /** Waits for the loading to end, then frees the tokenizers; nobody may count any more. */
    @Override
    public void close() {
        tokenizers
                .handle((loaded, failure) -> loaded == null ? Map.<ModelId, Tokenizer>of() : loaded)
                .join()
                .values()
                .stream()
                .distinct()
                .forEach(Tokenizer::close);
    }
}
