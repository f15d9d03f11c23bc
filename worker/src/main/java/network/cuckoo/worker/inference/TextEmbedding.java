package network.cuckoo.worker.inference;

import java.util.Arrays;

/** Sentence embeddings: the mean of the hidden states over the text's tokens, scaled to length 1 (Reimers, Gurevych 2019). */
final class TextEmbedding {
    private final EmbeddingSettings settings;
    private final Tokenizer tokenizer;
    private final ScriptModel encoder;

    TextEmbedding(EmbeddingSettings settings, Tokenizer tokenizer, ScriptModel encoder) {
        this.settings = settings;
        this.tokenizer = tokenizer;
        this.encoder = encoder;
    }

    /** The text as a vector of length 1. @throws InferenceException if it has too many tokens or the engine fails */
    float[] embed(TextEmbeddingRequest request, ProgressListener progress) {
        var tokens = tokenizer.tokens(request.text(), settings.maxTokens());
        var mask = new long[tokens.length];
        Arrays.fill(mask, 1);
        try (var manager = encoder.newManager()) {
            var hidden =
                    encoder.run(manager, manager.create(new long[][] {tokens}), manager.create(new long[][] {mask}));
            var vector = normalised(mean(hidden.toFloatArray(), tokens.length));
            progress.completed(1, 1);
            return vector;
        }
    }

    /** @param hidden one row of numbers per token */
    private double[] mean(float[] hidden, int tokens) {
        var mean = new double[settings.dimensions()];
        for (var i = 0; i < hidden.length; i++) {
            mean[i % mean.length] += hidden[i] / (double) tokens;
        }
        return mean;
    }

    private static float[] normalised(double[] vector) {
        var squares = 0.0;
        for (var number : vector) {
            squares += number * number;
        }
        var length = Math.sqrt(squares);
        var unit = new float[vector.length];
        for (var i = 0; i < unit.length; i++) {
            unit[i] = (float) (vector[i] / length);
        }
        return unit;
    }
}
