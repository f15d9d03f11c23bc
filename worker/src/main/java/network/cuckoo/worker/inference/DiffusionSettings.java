package network.cuckoo.worker.inference;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import network.cuckoo.worker.bundle.BundleException;

/**
 * The constants of a text-to-image bundle's {@code pipeline.json}.
 *
 * @param imageSize pixels of a side
 * @param latentShape channels, rows, columns
 * @param tokenLength tokens that the network attends to, special tokens included
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record DiffusionSettings(
        @JsonProperty(value = "image_size", required = true) int imageSize,

        @JsonProperty(value = "latent_shape", required = true)
        List<Integer> latentShape,

        @JsonProperty(value = "num_train_timesteps", required = true)
        int trainTimesteps,

        @JsonProperty(value = "beta_start", required = true) double betaStart,
        @JsonProperty(value = "beta_end", required = true) double betaEnd,

        @JsonProperty(value = "token_length", required = true)
        int tokenLength,

        @JsonProperty(value = "text_encoder", required = true)
        TextEncoderFiles textEncoder) {
    DiffusionSettings {
        latentShape = List.copyOf(latentShape);
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record TextEncoderFiles(@JsonProperty(required = true) String tokenizer) {}

    static DiffusionSettings parse(byte[] json) {
        try {
            return new ObjectMapper().readValue(json, DiffusionSettings.class);
        } catch (IOException e) {
            throw new BundleException("malformed pipeline.json of a text-to-image model", e);
        }
    }

    int latentSize() {
        return latentShape.stream().reduce(1, Math::multiplyExact);
    }
}
