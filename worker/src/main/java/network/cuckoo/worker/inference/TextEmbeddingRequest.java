package network.cuckoo.worker.inference;

/** The position of a text in the model's space of meanings. */
public record TextEmbeddingRequest(String text) implements InferenceRequest {
    public TextEmbeddingRequest {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the text is empty");
        }
    }
}
