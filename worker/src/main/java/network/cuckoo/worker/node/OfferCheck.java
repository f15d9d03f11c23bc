package network.cuckoo.worker.node;

import java.math.BigDecimal;
import java.util.Map;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.task.TaskInput;
import network.cuckoo.domain.task.TaskRequest;
import network.cuckoo.domain.task.TextEmbeddingInput;
import network.cuckoo.domain.task.TextToImageInput;
import network.cuckoo.worker.inference.InferenceRequest;
import network.cuckoo.worker.inference.OfferedModel;
import network.cuckoo.worker.inference.TextEmbeddingRequest;
import network.cuckoo.worker.inference.TextToImageRequest;
import network.cuckoo.worker.node.protocol.LeaseOffer;
import network.cuckoo.worker.node.protocol.OfferedInput;

/** Decides whether an offer is one to run: a model that is loaded, those very weights, an input that it takes, the right hash. */
record OfferCheck(Map<ModelId, OfferedModel> served) {
    OfferCheck {
        served = Map.copyOf(served);
    }

    /** The verdict on an offer. */
    sealed interface Verdict {
        record Runnable(InferenceRequest request) implements Verdict {}

        record Refused(FailCode code, String detail) implements Verdict {}
    }

    Verdict check(LeaseOffer offer) {
        return switch (offer.input()) {
            case OfferedInput.Unreadable(var why) -> new Verdict.Refused(FailCode.INPUT_REJECTED, why);
            case OfferedInput.Readable(var input) -> check(offer, input);
        };
    }

    private Verdict check(LeaseOffer offer, TaskInput input) {
        OfferedModel model = served.get(offer.model());
        if (model == null) {
            return new Verdict.Refused(FailCode.MODEL_NOT_SERVED, offer.model() + " is not loaded here");
        }
        if (!model.hash().equals(offer.modelHash())) {
            return new Verdict.Refused(
                    FailCode.MODEL_HASH_MISMATCH,
                    offer.model() + " is " + model.hash() + " here, not " + offer.modelHash());
        }
        if (!model.kind().label().equals(input.kind())) {
            return new Verdict.Refused(
                    FailCode.INPUT_REJECTED,
                    offer.model() + " is for " + model.kind().label() + ", not " + input.kind());
        }
        var request = new TaskRequest(offer.model(), offer.modelHash(), input, offer.nonce(), true);
        if (!request.requestHash().equals(offer.requestHash())) {
            return new Verdict.Refused(
                    FailCode.REQUEST_HASH_MISMATCH,
                    "the request's hash is " + request.requestHash() + ", not " + offer.requestHash());
        }
        return runnable(input);
    }

    private static Verdict runnable(TaskInput input) {
        try {
            return new Verdict.Runnable(request(input));
        } catch (IllegalArgumentException e) {
            return new Verdict.Refused(FailCode.INPUT_REJECTED, String.valueOf(e.getMessage()));
        }
    }

    private static InferenceRequest request(TaskInput input) {
        return switch (input) {
            case TextToImageInput image ->
                new TextToImageRequest(
                        image.prompt(),
                        image.seed(),
                        image.steps(),
                        BigDecimal.valueOf(image.guidanceMilli(), 3).doubleValue());
            case TextEmbeddingInput(var text) -> new TextEmbeddingRequest(text);
        };
    }
}
