package network.cuckoo.worker.inference;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import network.cuckoo.domain.ModelId;
import network.cuckoo.worker.bundle.ModelBundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The inference child's main: runs models for the supervisor that started it. Messages go over standard input and output, logs to
 * standard error. It ends as soon as its input is closed, so a killed supervisor leaves no orphan.
 */
public final class InferenceChild {
    private static final Logger LOG = LoggerFactory.getLogger(InferenceChild.class);
    private static final int CANT_START = 1;
    private static final int BROKEN = 2;

    private final OutputStream out;
    private final ExecutorService runner = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("inference").factory());
    private final Future<LoadedModels> models;

    /** The runs that are not finished, and whether they are cancelled. */
    private final ConcurrentMap<RunId, AtomicBoolean> unfinished = new ConcurrentHashMap<>();

    private InferenceChild(OutputStream out, String[] args) {
        this.out = out;
        this.models = runner.submit(() -> load(args));
    }

    /** @param args cache folder, number of the GPU, names of the models */
    public static void main(String[] args) throws IOException {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            LOG.error("{} failed", thread.getName(), failure);
            Runtime.getRuntime().halt(BROKEN);
        });
        ignoreSignals();
        var out = new FileOutputStream(FileDescriptor.out);
        System.setOut(System.err); // whatever else prints must not mix with messages
        var child = new InferenceChild(out, args);
        try (var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                child.handle(JsonLines.read(line, ParentMessage.class));
            }
        }
        Runtime.getRuntime().halt(0); // not exit: native code may be running
    }

    /** Ctrl-C and service managers signal the whole group; the supervisor decides when this process goes, so that it can drain. */
    private static void ignoreSignals() {
        for (var name : List.of("INT", "TERM", "HUP")) {
            Signal.handle(new Signal(name), SignalHandler.SIG_IGN);
        }
    }

    private LoadedModels load(String[] args) {
        try {
            var bundles = Stream.of(args).skip(2).map(name -> ModelBundle.bundled(new ModelId(name)));
            var loaded = ModelLoader.load(Path.of(args[0]), Integer.parseInt(args[1]), bundles.toList());
            loaded.warmUp();
            send(new ChildMessage.Hello(loaded.offered(), loaded.device(), loaded.gpuCount()));
            return loaded;
        } catch (RuntimeException | LinkageError e) {
            LOG.error("can't start", e);
            send(new ChildMessage.Refused(e.toString()));
            Runtime.getRuntime().halt(CANT_START);
            throw e;
        }
    }

    private void handle(ParentMessage message) {
        switch (message) {
            case ParentMessage.Run run -> {
                unfinished.put(run.id(), new AtomicBoolean());
                runner.execute(() -> run(run));
            }
            case ParentMessage.Cancel(var id) ->
                Optional.ofNullable(unfinished.get(id)).ifPresent(cancelled -> cancelled.set(true));
            case ParentMessage.Shutdown() -> Runtime.getRuntime().halt(0);
        }
    }

    private void run(ParentMessage.Run run) {
        var id = run.id();
        try {
            refuseIfCancelled(id);
            var result = models.resultNow().run(run.model(), run.request(), (done, total) -> progress(id, done, total));
            var gpuMicros = result.gpuTime().toNanos() / 1000;
            send(new ChildMessage.Done(id, result.mediaType(), result.bytes(), gpuMicros));
        } catch (InferenceException e) {
            send(new ChildMessage.Failed(id, e.code(), String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            LOG.error("run {} failed", id, e);
            send(new ChildMessage.Failed(id, InferenceException.Code.ENGINE_FAILED, e.toString()));
        } finally {
            unfinished.remove(id);
        }
    }

    private void progress(RunId id, int done, int total) {
        refuseIfCancelled(id);
        send(new ChildMessage.Progress(id, done, total));
    }

    private void refuseIfCancelled(RunId id) {
        var cancelled = unfinished.get(id);
        if (cancelled != null && cancelled.get()) {
            throw new InferenceException(InferenceException.Code.CANCELLED, "run " + id + " was cancelled");
        }
    }

    private void send(ChildMessage message) {
        try {
            JsonLines.write(out, message);
        } catch (IOException e) {
            throw new UncheckedIOException("the supervisor is gone", e);
        }
    }
}
