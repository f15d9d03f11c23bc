package network.cuckoo.worker.inference;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import network.cuckoo.worker.bundle.BundleException;

/** The constants of a text-embedding bundle's {@code pipeline.json}; its {@code pooling} is what {@link TextEmbedding} does. */
@JsonIgnoreProperties(ignoreUnknown = true)
record EmbeddingSettings(
        @JsonProperty(required = true) String tokenizer,
        @JsonProperty(value = "max_tokens", required = true) int maxTokens,
        @JsonProperty(required = true) int dimensions) {
    static EmbeddingSettings parse(byte[] json) {
        try {
            return new ObjectMapper().readValue(json, EmbeddingSettings.class);
        } catch (IOException e) {
            throw new BundleException("malformed pipeline.json of a text-embedding model", e);
        }
    }
}
