package network.cuckoo.worker.inference;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What the inference child tells its supervisor, a line of JSON each. First comes {@link Hello} or {@link Refused}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ChildMessage.Hello.class, name = "hello"),
    @JsonSubTypes.Type(value = ChildMessage.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = ChildMessage.Progress.class, name = "progress"),
    @JsonSubTypes.Type(value = ChildMessage.Done.class, name = "done"),
    @JsonSubTypes.Type(value = ChildMessage.Failed.class, name = "failed")
})
sealed interface ChildMessage {
    /**
     * Models are loaded and warm.
     *
     * @param device {@code cpu} or {@code gpu(0)}
     * @param gpuCount GPUs of this machine
     */
    record Hello(List<OfferedModel> models, String device, int gpuCount) implements ChildMessage {}

    /** The child can't start, for this reason, and ends. */
    record Refused(String reason) implements ChildMessage {}

    /** A run has finished so many of its steps. */
    record Progress(RunId id, int done, int total) implements ChildMessage {}

    /** A run has finished. @param output in base64 on the wire */
    @SuppressWarnings("ArrayRecordComponent") // read once, by the supervisor, and never compared
    record Done(RunId id, String mediaType, byte[] output, long gpuMicros) implements ChildMessage {}

    /** A run has failed. */
    record Failed(RunId id, InferenceException.Code code, String message) implements ChildMessage {}
}
