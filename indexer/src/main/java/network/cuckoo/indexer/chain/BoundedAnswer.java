package network.cuckoo.indexer.chain;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A node's answer up to a length; one that is longer is {@link ChainException.Code#REFUSED}, as if the node had found it too much. */
final class BoundedAnswer extends FilterInputStream {
    private final long limit;
    private long left;

    BoundedAnswer(InputStream answer, long limit) {
        super(answer);
        this.limit = limit;
        this.left = limit;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = super.read(bytes, from, length);
        count(Math.max(0, read));
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = super.skip(bytes);
        count(skipped);
        return skipped;
    }

    private void count(long bytes) {
        left -= bytes;
        if (left < 0) {
            throw new ChainException(
                    ChainException.Code.REFUSED, "the node's answer is longer than " + (limit >> 20) + " MiB");
        }
    }
}
