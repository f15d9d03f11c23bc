package network.cuckoo.indexer.chain;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A node's answer up to a length and within a time. One that is longer is {@link ChainException.Code#TOO_MUCH}; one that takes
 * longer, be it that no further byte comes, is an {@link HttpTimeoutException}.
 */
final class BoundedAnswer extends FilterInputStream {
    private final long limit;
    private final CompletableFuture<Boolean> late;
    private final CompletableFuture<Void> cut;
    private long left;

    BoundedAnswer(InputStream answer, long limit, Duration time) {
        super(answer);
        this.limit = limit;
        this.left = limit;
        this.late = new CompletableFuture<Boolean>().completeOnTimeout(true, time.toNanos(), TimeUnit.NANOSECONDS);
        // Wakes whoever waits for a byte.
        this.cut = late.thenAccept(isLate -> closeIf(isLate));
    }

    private void closeIf(boolean isLate) {
        try {
            if (isLate) {
                in.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Reading {
        long read() throws IOException;
    }

    private long timed(Reading reading) throws IOException {
        try {
            return reading.read();
        } catch (IOException e) {
            if (late.getNow(false)) {
                var timeout = new HttpTimeoutException("no whole answer in time");
                timeout.initCause(e);
                throw timeout;
            }
            throw e;
        }
    }

    @Override
    public int read() throws IOException {
        int read = (int) timed(super::read);
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = (int) timed(() -> super.read(bytes, from, length));
        count(Math.max(0, read));
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = timed(() -> super.skip(bytes));
        count(skipped);
        return skipped;
    }

    private void count(long bytes) {
        left -= bytes;
        if (left < 0) {
            throw new ChainException(
                    ChainException.Code.TOO_MUCH, "the node's answer is longer than " + (limit >> 20) + " MiB");
        }
    }

    @Override
    public void close() throws IOException {
        late.complete(false);
        cut.cancel(false);
        super.close();
    }
}
