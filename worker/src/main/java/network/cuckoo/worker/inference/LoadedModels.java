package network.cuckoo.worker.inference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import network.cuckoo.domain.ModelId;

/**
 * Models that are ready to run. For one thread at a time.
 *
 * @param device {@code cpu} or {@code gpu(0)}
 * @param gpuCount GPUs of this machine
 */
record LoadedModels(
        List<OfferedModel> offered,
        Map<ModelId, TextToImage> imageModels,
        Map<ModelId, TextEmbedding> embeddingModels,
        String device,
        int gpuCount) {
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Output(String mediaType, byte[] bytes) {}

    LoadedModels {
        offered = List.copyOf(offered);
        imageModels = Map.copyOf(imageModels);
        embeddingModels = Map.copyOf(embeddingModels);
    }

    /** Runs a model. @throws InferenceException if no model of the request's kind has this name, the input doesn't fit, or it fails */
    InferenceResult run(ModelId model, InferenceRequest request, ProgressListener progress) {
        var start = System.nanoTime();
        var output = switch (request) {
            case TextToImageRequest image -> png(find(imageModels, model).generate(image, progress));
            case TextEmbeddingRequest text -> json(find(embeddingModels, model).embed(text, progress));
        };
        return new InferenceResult(output.mediaType(), output.bytes(), Duration.ofNanos(System.nanoTime() - start));
    }

    /** Runs each model once on a small input, so that the first real run is as fast as any and a broken model shows at once. */
    void warmUp() {
        for (var model : offered) {
            var request = switch (model.kind()) {
                case TEXT_TO_IMAGE -> new TextToImageRequest("apple", 0, 1, 1);
                case TEXT_EMBEDDING -> new TextEmbeddingRequest("apple");
            };
            run(model.model(), request, ProgressListener.NONE);
        }
    }

    private static <T> T find(Map<ModelId, T> models, ModelId model) {
        var found = models.get(model);
        if (found == null) {
            throw new InferenceException(
                    InferenceException.Code.UNKNOWN_MODEL, "no model " + model + " for this kind of request");
        }
        return found;
    }

    private static Output png(RgbImage image) {
        return new Output("image/png", PngEncoder.encode(image));
    }

    private static Output json(float[] embedding) {
        try {
            return new Output("application/json", JSON.writeValueAsBytes(Map.of("embedding", embedding)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers can always be written", e);
        }
    }
}
