package network.cuckoo.scheduler.tasks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import network.cuckoo.domain.task.TaskInput;
import network.cuckoo.domain.task.TextEmbeddingInput;
import network.cuckoo.domain.task.TextToImageInput;
import org.jooq.JSONB;

/** Inputs and event data as JSON in the database. */
public final class TaskInputs {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TaskInputs() {}

    /** The input with its kind, for the column {@code task.input}. */
    static JSONB write(TaskInput input) {
        ObjectNode node = JSON.createObjectNode().put("kind", input.kind());
        switch (input) {
            case TextToImageInput image ->
                node.put("prompt", image.prompt())
                        .put("seed", image.seedText())
                        .put("steps", image.steps())
                        .put("guidanceMilli", image.guidanceMilli());
            case TextEmbeddingInput embedding -> node.put("text", embedding.text());
        }
        return JSONB.valueOf(node.toString());
    }

    static TaskInput read(JSONB stored) {
        JsonNode node = parse(stored);
        String kind = node.path("kind").asText();
        return switch (kind) {
            case TextToImageInput.KIND ->
                new TextToImageInput(
                        node.path("prompt").asText(),
                        Long.parseUnsignedLong(node.path("seed").asText()),
                        node.path("steps").asInt(),
                        node.path("guidanceMilli").asInt());
            case TextEmbeddingInput.KIND ->
                new TextEmbeddingInput(node.path("text").asText());
            default -> throw new IllegalStateException("a stored task has an input of unknown kind " + kind);
        };
    }

    /** An empty object to fill. */
    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /**
     * A stored JSON value.
     *
     * @throws IllegalStateException if Postgres gave something that is no JSON
     */
    public static JsonNode parse(JSONB stored) {
        try {
            return JSON.readTree(stored.data());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database holds JSON that can't be read", e);
        }
    }
}
