package network.cuckoo.worker.node;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.task.TaskInput;
import network.cuckoo.domain.task.TaskRequest;
import network.cuckoo.domain.task.TextEmbeddingInput;
import network.cuckoo.domain.task.TextToImageInput;

/** Offers of a lease as a coordinator writes them. */
final class Offers {
    private static final Hash32 NONCE = Hash32.parse("0x" + "77".repeat(32));

    /** As many as there may be: enough time for a test to do something in the middle. */
    static final int STEPS = 50;

    private Offers() {}

    static ObjectNode apple() {
        return image(FakeInference.EMOJI, FakeInference.EMOJI_HASH, "a red apple");
    }

    /** Hashed as for a red apple, whatever the prompt. */
    static ObjectNode image(ModelId model, Hash32 modelHash, String prompt) {
        var offer = offer(model, modelHash, new TextToImageInput("a red apple", 1, STEPS, 3_000));
        offer.putObject("input")
                .put("kind", "text-to-image")
                .put("prompt", prompt)
                .put("seed", "1")
                .put("steps", STEPS)
                .put("guidance", 3.0);
        return offer;
    }

    static ObjectNode text(String text) {
        var offer = offer(FakeInference.MINILM, FakeInference.MINILM_HASH, new TextEmbeddingInput(text));
        offer.putObject("input").put("kind", "text-embedding").put("text", text);
        return offer;
    }

    private static ObjectNode offer(ModelId model, Hash32 modelHash, TaskInput input) {
        var request = new TaskRequest(model, modelHash, input, NONCE, true);
        return new ObjectMapper()
                .createObjectNode()
                .put("leaseId", UUID.randomUUID().toString())
                .put("taskId", UUID.randomUUID().toString())
                .put("fence", 3)
                .put("attempt", 1)
                .put("model", model.value())
                .put("modelHash", modelHash.hex())
                .put("requestHash", request.requestHash().hex())
                .put("nonce", NONCE.hex())
                .put("startWithinMillis", 5_000);
    }
}
