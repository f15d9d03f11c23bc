package network.cuckoo.worker.inference;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import network.cuckoo.domain.ModelId;

/** What the supervisor tells the inference child, a line of JSON each. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ParentMessage.Run.class, name = "run"),
    @JsonSubTypes.Type(value = ParentMessage.Cancel.class, name = "cancel"),
    @JsonSubTypes.Type(value = ParentMessage.Shutdown.class, name = "shutdown")
})
sealed interface ParentMessage {
    /** Run this after those given before. */
    record Run(RunId id, ModelId model, InferenceRequest request) implements ParentMessage {}

    /** End this run soon. */
    record Cancel(RunId id) implements ParentMessage {}

    /** End the process now. */
    record Shutdown() implements ParentMessage {}
}
