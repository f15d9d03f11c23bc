package network.cuckoo.worker.node.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import network.cuckoo.domain.task.TaskInput;
import network.cuckoo.domain.task.TextEmbeddingInput;
import network.cuckoo.domain.task.TextToImageInput;

/** Reads the input of an offer. What this miner can't read is no broken message: the lease is refused with the reason. */
final class InputJson {
    private InputJson() {}

    static OfferedInput read(JsonNode node) {
        try {
            return new OfferedInput.Readable(input(new JsonFields(node)));
        } catch (IllegalArgumentException | ArithmeticException e) {
            return new OfferedInput.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static TaskInput input(JsonFields json) {
        return switch (json.text("kind")) {
            case TextToImageInput.KIND -> image(json);
            case TextEmbeddingInput.KIND -> new TextEmbeddingInput(json.text("text"));
            default -> throw new IllegalArgumentException("unknown kind of task: " + json.text("kind"));
        };
    }

    private static TextToImageInput image(JsonFields json) {
        return new TextToImageInput(
                json.text("prompt"),
                json.value("seed", Long::parseUnsignedLong),
                Math.toIntExact(json.number("steps")),
                guidanceMilli(json.any("guidance")));
    }

    /** Thousandths, exactly: a finer guidance is refused, since the request hash would not cover it. */
    private static int guidanceMilli(JsonNode guidance) {
        if (!guidance.isNumber()) {
            throw new IllegalArgumentException("guidance is not a number");
        }
        return new BigDecimal(guidance.asText()).movePointRight(3).intValueExact();
    }
}
