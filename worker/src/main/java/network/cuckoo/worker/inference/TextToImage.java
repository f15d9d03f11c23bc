package network.cuckoo.worker.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/**
 * Latent diffusion (Rombach et al. 2022): noise of the seed, denoised step by step under the prompt with classifier-free guidance
 * (Ho, Salimans 2022), decoded into pixels. The networks are given; the sampler runs here.
 */
final class TextToImage {
    private final DiffusionSettings settings;
    private final DdimSchedule schedule;
    private final Tokenizer tokenizer;
    private final Networks networks;

    /** @param decoder turns a latent into a picture */
    record Networks(ScriptModel textEncoder, ScriptModel unet, ScriptModel decoder) {}

    TextToImage(DiffusionSettings settings, Tokenizer tokenizer, Networks networks) {
        this.settings = settings;
        this.schedule = new DdimSchedule(settings.trainTimesteps(), settings.betaStart(), settings.betaEnd());
        this.tokenizer = tokenizer;
        this.networks = networks;
    }

    /** Draws the picture. @throws InferenceException if the prompt has too many tokens or the engine fails */
    RgbImage generate(TextToImageRequest request, ProgressListener progress) {
        try (var manager = networks.textEncoder().newManager()) {
            var context = encode(manager, request.prompt());
            var latent = GaussianNoise.of(request.seed(), settings.latentSize());
            var done = 0;
            for (var step : schedule.steps(request.steps())) {
                step.apply(latent, velocity(latent, step.timestep(), context, (float) request.guidance()));
                progress.completed(++done, request.steps());
            }
            return decode(latent);
        }
    }

    /** Hidden states of the prompt and, for guidance, of the empty prompt: [2, tokens, width]. */
    private NDArray encode(NDManager manager, String prompt) {
        var tokens = new long[2][settings.tokenLength()];
        var mask = new long[2][settings.tokenLength()];
        var texts = new String[] {prompt, ""};
        for (var row = 0; row < texts.length; row++) {
            var pieces = tokenizer.tokens(texts[row], settings.tokenLength());
            System.arraycopy(pieces, 0, tokens[row], 0, pieces.length);
            Arrays.fill(mask[row], 0, pieces.length, 1);
        }
        return networks.textEncoder().run(manager, manager.create(tokens), manager.create(mask));
    }

    /** The network's v with guidance: unconditional + guidance * (conditional - unconditional). */
    private float[] velocity(float[] latent, int timestep, NDArray context, float guidance) {
        try (var manager = networks.unet().newManager()) {
            var both = Arrays.copyOf(latent, 2 * latent.length);
            System.arraycopy(latent, 0, both, latent.length, latent.length);
            var output = networks.unet()
                    .run(manager, manager.create(both, latentShape(2)), manager.create(new long[] {timestep}), context);
            return guided(output.toFloatArray(), guidance);
        }
    }

    private static float[] guided(float[] both, float guidance) {
        var size = both.length / 2;
        var guided = new float[size];
        for (var i = 0; i < size; i++) {
            guided[i] = both[size + i] + guidance * (both[i] - both[size + i]);
        }
        return guided;
    }

    private RgbImage decode(float[] latent) {
        try (var manager = networks.decoder().newManager()) {
            var planes = networks.decoder().run(manager, manager.create(latent, latentShape(1)));
            return RgbImage.ofPlanes(planes.toFloatArray(), settings.imageSize(), settings.imageSize());
        }
    }

    private Shape latentShape(int batch) {
        var shape = settings.latentShape();
        return new Shape(batch, shape.get(0), shape.get(1), shape.get(2));
    }
}
