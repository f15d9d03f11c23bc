package network.cuckoo.worker.node;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.ModelId;
import network.cuckoo.worker.bundle.ModelKind;
import network.cuckoo.worker.inference.InferenceBackend;
import network.cuckoo.worker.inference.InferenceException;
import network.cuckoo.worker.inference.InferenceRequest;
import network.cuckoo.worker.inference.InferenceResult;
import network.cuckoo.worker.inference.OfferedModel;
import network.cuckoo.worker.inference.ProgressListener;
import network.cuckoo.worker.inference.RunId;

/** Models whose runs take as long, and end as, a test says. */
final class FakeInference implements InferenceBackend {
    static final ModelId EMOJI = new ModelId("emoji");
    static final ModelId MINILM = new ModelId("minilm");
    static final Hash32 EMOJI_HASH = Hash32.parse("0x" + "e0".repeat(32));
    static final Hash32 MINILM_HASH = Hash32.parse("0x" + "31".repeat(32));

    /** A run that a test ends. */
    record Run(RunId id, InferenceRequest request, ProgressListener progress, CompletableFuture<InferenceResult> end) {
        void finish(byte[] output) {
            end.complete(new InferenceResult("image/png", output, Duration.ofMillis(7)));
        }

        void fail(InferenceException.Code code) {
            end.completeExceptionally(new InferenceException(code, "as scripted"));
        }
    }

    private final Map<RunId, Run> running = new ConcurrentHashMap<>();
    private final List<RunId> begun = new CopyOnWriteArrayList<>();
    private final List<RunId> cancelled = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    @Override
    public List<OfferedModel> models() {
        return List.of(
                new OfferedModel(EMOJI, ModelKind.TEXT_TO_IMAGE, EMOJI_HASH, 16),
                new OfferedModel(MINILM, ModelKind.TEXT_EMBEDDING, MINILM_HASH, 256));
    }

    @Override
    public CompletableFuture<InferenceResult> run(
            RunId id, ModelId model, InferenceRequest request, ProgressListener progress) {
        var run = new Run(id, request, progress, new CompletableFuture<>());
        begun.add(id);
        running.put(id, run);
        return run.end();
    }

    @Override
    public void cancel(RunId id) {
        Run run = running.get(id);
        if (run != null && !run.end().isDone()) {
            cancelled.add(id);
            run.fail(InferenceException.Code.CANCELLED);
        }
    }

    @Override
    public void close() {
        closed = true;
        running.values().forEach(run -> run.fail(InferenceException.Code.CLOSED));
    }

    boolean isRunning(LeaseId lease) {
        Run run = running.get(new RunId(lease.toString()));
        return run != null && !run.end().isDone();
    }

    Run of(LeaseId lease) {
        return Objects.requireNonNull(running.get(new RunId(lease.toString())), "the lease is not running");
    }

    /** Runs begun so far, each as often as it was. */
    List<RunId> begun() {
        return begun;
    }

    List<RunId> cancelled() {
        return cancelled;
    }

    boolean isClosed() {
        return closed;
    }
}
