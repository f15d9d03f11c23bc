package network.cuckoo.worker.inference;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import network.cuckoo.domain.ModelId;

/** Something that runs models on one device, one run after another. */
public interface InferenceBackend extends AutoCloseable {
    /** The models that it has loaded. */
    List<OfferedModel> models();

    /**
     * Runs a model on a request; waits behind runs given before. Progress and completion come on the thread that reads the backend's
     * messages, which must not be blocked.
     *
     * @return completes with the output, or exceptionally with an {@link InferenceException}
     * @throws IllegalArgumentException if a run of this id is not finished yet
     */
    CompletableFuture<InferenceResult> run(
            RunId id, ModelId model, InferenceRequest request, ProgressListener progress);

    /** Ends a run soon, with {@link InferenceException.Code#CANCELLED}; nothing happens if it has ended. */
    void cancel(RunId id);

    /** Ends the backend; runs that are not finished fail with {@link InferenceException.Code#CLOSED}. */
    @Override
    void close();
}
