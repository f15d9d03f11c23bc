package network.cuckoo.worker.inference;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import network.cuckoo.domain.ModelId;

/**
 * How an inference process is started.
 *
 * @param cache folder for natives and assembled models, about 600 MB, shared by processes
 * @param gpu number of the GPU to use; 0 is the CPU where there is no GPU
 * @param models bundled models to load
 * @param startTimeout from the start of the process until its models are ready, the first unpacking included
 */
public record InferenceSettings(Path cache, int gpu, List<ModelId> models, Duration startTimeout) {
    /** The models that come with this program. */
    public static final List<ModelId> BUNDLED = List.of(new ModelId("emoji"), new ModelId("minilm"));

    public InferenceSettings {
        cache = cache.toAbsolutePath();
        models = List.copyOf(models);
        if (gpu < 0) {
            throw new IllegalArgumentException("gpu must be 0 or more, not " + gpu);
        }
        if (models.isEmpty()) {
            throw new IllegalArgumentException("no models to load");
        }
        if (!startTimeout.isPositive()) {
            throw new IllegalArgumentException("startTimeout must be positive, not " + startTimeout);
        }
    }

    /** All bundled models on the first device, ready within two minutes. */
    public static InferenceSettings withCache(Path cache) {
        return new InferenceSettings(cache, 0, BUNDLED, Duration.ofMinutes(2));
    }
}
