package network.cuckoo.worker.node;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.task.TaskRequest;
import network.cuckoo.domain.task.TextToImageInput;

/** Offers of a lease as a coordinator writes them. */
final class Offers {
    private static final Hash32 NONCE = Hash32.parse("0x" + "77".repeat(32));

    private Offers() {}

    static ObjectNode apple() {
        return image(FakeInference.EMOJI, FakeInference.EMOJI_HASH, "a red apple");
    }

    static ObjectNode image(ModelId model, Hash32 modelHash, String prompt) {
        var input = new TextToImageInput("a red apple", 1, 20, 3_000);
        var request = new TaskRequest(model, modelHash, input, NONCE, true);
        var offer = new ObjectMapper()
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
        offer.putObject("input")
                .put("kind", "text-to-image")
                .put("prompt", prompt)
                .put("seed", "1")
                .put("steps", 20)
                .put("guidance", 3.0);
        return offer;
    }
}
