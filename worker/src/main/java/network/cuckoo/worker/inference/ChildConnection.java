package network.cuckoo.worker.inference;

import static network.cuckoo.worker.inference.InferenceException.Code.CHILD_DIED;
import static network.cuckoo.worker.inference.InferenceException.Code.CLOSED;
import static network.cuckoo.worker.inference.InferenceException.Code.START_FAILED;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import network.cuckoo.domain.ModelId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One inference child from its start to its end, and the runs given to it. */
final class ChildConnection {
    private static final Logger LOG = LoggerFactory.getLogger(ChildConnection.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Process process;
    private final Consumer<ChildConnection> onEnd;
    private final CompletableFuture<ChildMessage.Hello> ready = new CompletableFuture<>();
    private final ConcurrentMap<RunId, PendingRun> pending = new ConcurrentHashMap<>();
    private volatile boolean closing;

    private record PendingRun(CompletableFuture<InferenceResult> result, ProgressListener progress) {}

    private ChildConnection(Process process, Consumer<ChildConnection> onEnd) {
        this.process = process;
        this.onEnd = onEnd;
    }

    /**
     * Starts a child.
     *
     * @param onEnd called once, after the child has ended and its runs have failed
     * @throws InferenceException if the process can't be created
     */
    static ChildConnection start(InferenceSettings settings, Consumer<ChildConnection> onEnd) {
        try {
            var child = new ChildConnection(ChildCommand.of(settings).start(), onEnd);
            var _ = child.ready
                    .orTimeout(settings.startTimeout().toMillis(), TimeUnit.MILLISECONDS)
                    .whenComplete((hello, failure) -> child.endIfLate(failure));
            Thread.ofPlatform().name("inference-messages").daemon().start(child::readMessages);
            return child;
        } catch (IOException e) {
            throw new InferenceException(START_FAILED, "can't start the inference process", e);
        }
    }

    /** Completes when the models are loaded; exceptionally if the child ends or takes too long before. */
    CompletableFuture<ChildMessage.Hello> ready() {
        return ready;
    }

    long pid() {
        return process.pid();
    }

    CompletableFuture<InferenceResult> run(
            RunId id, ModelId model, InferenceRequest request, ProgressListener progress) {
        var run = new PendingRun(new CompletableFuture<>(), progress);
        if (pending.putIfAbsent(id, run) != null) {
            throw new IllegalArgumentException("run " + id + " is not finished yet");
        }
        send(new ParentMessage.Run(id, model, request));
        if (!process.isAlive()) {
            failPending(); // it may have ended after its last reader had looked
        }
        return run.result();
    }

    void cancel(RunId id) {
        if (pending.containsKey(id)) {
            send(new ParentMessage.Cancel(id));
        }
    }

    /** Ends the child, by force if it doesn't go by itself. */
    void close() {
        closing = true;
        send(new ParentMessage.Shutdown());
        try {
            if (!process.waitFor(CLOSE_TIMEOUT)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        failPending();
    }

    private void endIfLate(@Nullable Throwable failure) {
        if (failure instanceof TimeoutException) {
            LOG.error("inference process {} is not ready in time", pid());
            process.destroyForcibly();
        }
    }

    private void send(ParentMessage message) {
        try {
            JsonLines.write(process.getOutputStream(), message);
        } catch (IOException e) {
            LOG.debug("inference process {} is gone", pid(), e); // its reader fails what is pending
        }
    }

    private void readMessages() {
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                handle(JsonLines.read(line, ChildMessage.class));
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            LOG.error("lost the messages of inference process {}", pid(), e);
        }
        process.destroyForcibly(); // without messages it is of no use
        process.onExit().join();
        failPending();
        onEnd.accept(this);
    }

    private void handle(ChildMessage message) {
        switch (message) {
            case ChildMessage.Hello hello -> ready.complete(hello);
            case ChildMessage.Refused(var reason) ->
                ready.completeExceptionally(new InferenceException(START_FAILED, reason));
            case ChildMessage.Progress(var id, var done, var total) -> progress(id, done, total);
            case ChildMessage.Done done -> finish(done);
            case ChildMessage.Failed(var id, var code, var text) -> fail(id, new InferenceException(code, text));
        }
    }

    private void progress(RunId id, int done, int total) {
        var run = pending.get(id);
        if (run == null) {
            return;
        }
        try {
            run.progress().completed(done, total);
        } catch (RuntimeException e) {
            send(new ParentMessage.Cancel(id));
            fail(id, e);
        }
    }

    private void finish(ChildMessage.Done done) {
        var run = pending.remove(done.id());
        if (run != null) {
            run.result()
                    .complete(new InferenceResult(
                            done.mediaType(), done.output(), Duration.ofNanos(1000 * done.gpuMicros())));
        }
    }

    private void fail(RunId id, RuntimeException failure) {
        var run = pending.remove(id);
        if (run != null) {
            run.result().completeExceptionally(failure);
        }
    }

    private void failPending() {
        var failure = closing
                ? new InferenceException(CLOSED, "the inference process was closed")
                : new InferenceException(CHILD_DIED, "inference process " + pid() + " ended " + exit());
        ready.completeExceptionally(failure);
        pending.keySet().forEach(id -> fail(id, failure));
    }

    private String exit() {
        return process.isAlive() ? "by force" : "with exit code " + process.exitValue();
    }
}
