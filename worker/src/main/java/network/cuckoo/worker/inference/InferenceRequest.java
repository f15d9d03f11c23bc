package network.cuckoo.worker.inference;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a model is asked for. The same request to the same model hash gives the same output. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TextToImageRequest.class, name = "text-to-image"),
    @JsonSubTypes.Type(value = TextEmbeddingRequest.class, name = "text-embedding")
})
public sealed interface InferenceRequest permits TextToImageRequest, TextEmbeddingRequest {}
