package network.cuckoo.worker.inference;

import network.cuckoo.worker.bundle.ModelBundle;

/**
 * How a bundle reads its text.
 *
 * @param tokenizer name of the bundle's tokenizer file
 * @param maxTokens tokens that the model takes, special tokens included
 */
record TextRule(String tokenizer, int maxTokens) {
    /** The rule in the bundle's {@code pipeline.json}. @throws network.cuckoo.worker.bundle.BundleException if it is malformed */
    static TextRule of(ModelBundle bundle) {
        var json = bundle.bytes(ModelLoader.PIPELINE);
        return switch (bundle.kind()) {
            case TEXT_TO_IMAGE -> {
                var settings = DiffusionSettings.parse(json);
                yield new TextRule(settings.textEncoder().tokenizer(), settings.tokenLength());
            }
            case TEXT_EMBEDDING -> {
                var settings = EmbeddingSettings.parse(json);
                yield new TextRule(settings.tokenizer(), settings.maxTokens());
            }
        };
    }
}
