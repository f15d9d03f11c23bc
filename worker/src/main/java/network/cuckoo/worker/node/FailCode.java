package network.cuckoo.worker.node;

import network.cuckoo.worker.inference.InferenceException;

/** Why a miner gives a lease back; {@link #text()} is the stable code that the coordinator is told. */
public enum FailCode {
    /** The miner did not log in with this model. */
    MODEL_NOT_SERVED("model-not-served"),
    /** The task is for other weights than the miner has under that name. */
    MODEL_HASH_MISMATCH("model-hash-mismatch"),
    /** Model, input and nonce don't hash to the request hash that the result would be signed for. */
    REQUEST_HASH_MISMATCH("request-hash-mismatch"),
    /** The input is malformed, too long, or of a kind that the model does not take. */
    INPUT_REJECTED("input-rejected"),
    OUTPUT_TOO_LARGE("output-too-large"),
    /** The coordinator refused the result, or the start, for a reason that another try does not mend. */
    REFUSED_BY_COORDINATOR("refused-by-coordinator"),
    /** The inference process died in the middle of the run. */
    INFERENCE_CRASHED("inference-crashed"),
    INFERENCE_FAILED("inference-failed"),
    /** The inference process can't be started any more; the node stops. */
    INFERENCE_UNAVAILABLE("inference-unavailable"),
    /** The offer came while the node was finishing its last leases. */
    NODE_DRAINING("node-draining"),
    /** The node had to end before the run did. */
    NODE_STOPPING("node-stopping");

    private final String text;

    FailCode(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    static FailCode of(InferenceException.Code code) {
        return switch (code) {
            case INPUT_TOO_LONG -> INPUT_REJECTED;
            case UNKNOWN_MODEL -> MODEL_NOT_SERVED;
            case ENGINE_FAILED -> INFERENCE_FAILED;
            case CHILD_DIED -> INFERENCE_CRASHED;
            case START_FAILED -> INFERENCE_UNAVAILABLE;
            case CANCELLED, CLOSED -> NODE_STOPPING;
        };
    }
}
