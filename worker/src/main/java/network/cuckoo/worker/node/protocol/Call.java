package network.cuckoo.worker.node.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;

/** A request under way, which another thread may give up. */
public final class Call<T> {
    private final URI target;
    private final CompletableFuture<HttpResponse<byte[]>> exchange;
    private final Function<byte[], T> reader;
    private final Consumer<URI> onUnreachable;

    Call(
            URI target,
            CompletableFuture<HttpResponse<byte[]>> exchange,
            Function<byte[], T> reader,
            Consumer<URI> onUnreachable) {
        this.target = target;
        this.exchange = exchange;
        this.reader = reader;
        this.onUnreachable = onUnreachable;
    }

    /** Gives the request up: {@link #await} throws {@link ProblemCode#ABANDONED}, unless the answer is there already. */
    public void abandon() {
        exchange.cancel(true);
    }

    /**
     * Waits for the answer.
     *
     * @throws CoordinatorException if none came, or it was a refusal
     */
    public T await() {
        try {
            return Answers.read(exchange.get(), reader);
        } catch (CancellationException e) {
            throw CoordinatorException.abandoned("given up: " + target, e);
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw CoordinatorException.abandoned("interrupted: " + target, e);
        } catch (ExecutionException e) {
            throw failed(e);
        }
    }

    private CoordinatorException failed(ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        if (cause instanceof IOException || cause instanceof UncheckedIOException) {
            onUnreachable.accept(target);
            return CoordinatorException.unreachable(target + ": " + cause, cause);
        }
        if (cause instanceof CancellationException) {
            return CoordinatorException.abandoned("given up: " + target, cause);
        }
        throw new IllegalStateException("request to " + target + " failed in an unforeseen way", cause);
    }
}
