package network.cuckoo.worker.inference;

import static network.cuckoo.worker.inference.InferenceException.Code.CLOSED;
import static network.cuckoo.worker.inference.InferenceException.Code.START_FAILED;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import network.cuckoo.domain.ModelId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Models in a process of their own. If that process dies, its runs fail with {@link InferenceException.Code#CHILD_DIED} and a new one is
 * started; after three in a row that died before their models were loaded, everything fails with
 * {@link InferenceException.Code#START_FAILED}. Safe for use by many threads.
 */
public final class InferenceProcess implements InferenceBackend {
    private static final Logger LOG = LoggerFactory.getLogger(InferenceProcess.class);
    private static final int MAX_FAILED_STARTS = 3;

    private final InferenceSettings settings;
    private final Object lock = new Object();
    private ChildConnection child;
    private int failedStarts;

    /** What the last child that became ready said. */
    private ChildMessage.@Nullable Hello hello;

    /** Why no run is taken any more. */
    private @Nullable InferenceException end;

    private InferenceProcess(InferenceSettings settings) {
        this.settings = settings;
        this.child = ChildConnection.start(settings, this::childEnded);
    }

    /**
     * Starts the process and waits until its models are loaded.
     *
     * @throws InferenceException with {@link InferenceException.Code#START_FAILED} and the reason if that fails
     */
    public static InferenceProcess start(InferenceSettings settings) {
        var process = new InferenceProcess(settings);
        try {
            process.child().ready().thenAccept(process::noteReady).join();
            return process;
        } catch (CompletionException e) {
            process.close();
            throw new InferenceException(START_FAILED, "the inference process did not start: " + e.getCause(), e);
        }
    }

    @Override
    public List<OfferedModel> models() {
        return hello().models();
    }

    /** The device that the models are on, such as {@code cpu} or {@code gpu(0)}. */
    public String device() {
        return hello().device();
    }

    /** GPUs of this machine; a supervisor starts one process for each. */
    public int gpuCount() {
        return hello().gpuCount();
    }

    /** The process id of the present child. */
    public long pid() {
        return child().pid();
    }

    @Override
    public CompletableFuture<InferenceResult> run(
            RunId id, ModelId model, InferenceRequest request, ProgressListener progress) {
        synchronized (lock) {
            if (end != null) {
                return CompletableFuture.failedFuture(end);
            }
        }
        return child().run(id, model, request, progress);
    }

    @Override
    public void cancel(RunId id) {
        child().cancel(id);
    }

    @Override
    public void close() {
        ChildConnection last;
        synchronized (lock) {
            end = new InferenceException(CLOSED, "the inference process was closed");
            last = child;
        }
        last.close();
    }

    private ChildConnection child() {
        synchronized (lock) {
            return child;
        }
    }

    private ChildMessage.Hello hello() {
        synchronized (lock) {
            return Objects.requireNonNull(hello, "nobody has this object before the first hello");
        }
    }

    private void noteReady(ChildMessage.Hello ready) {
        synchronized (lock) {
            hello = ready;
            failedStarts = 0;
        }
    }

    private void childEnded(ChildConnection ended) {
        synchronized (lock) {
            if (end != null || hello == null) {
                return;
            }
            LOG.warn("inference process {} ended unasked", ended.pid());
            if (ended.ready().isCompletedExceptionally() && ++failedStarts == MAX_FAILED_STARTS) {
                end = new InferenceException(START_FAILED, "the inference process failed to start several times");
            } else {
                restart();
            }
        }
    }

    private void restart() {
        try {
            child = ChildConnection.start(settings, this::childEnded);
            var _ = child.ready().thenAccept(this::noteReady);
        } catch (InferenceException e) {
            end = e;
        }
    }
}
