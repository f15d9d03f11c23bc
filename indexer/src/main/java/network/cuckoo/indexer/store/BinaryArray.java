package network.cuckoo.indexer.store;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * An array of one dimension in Postgres' binary form, whose elements are in theirs: dimensions, whether there are nulls, the elements'
 * type; the dimension's length and first index; the elements, each behind its length ({@code array_recv} in Postgres' source).
 */
final class BinaryArray {
    // Types by Postgres' numbers (pg_type.oid).
    static final int BYTEA = 17;
    static final int NUMERIC = 1700;

    private static final int AT_LENGTH = 3 * Integer.BYTES;
    private static final int HEADER = 5 * Integer.BYTES;

    private ByteBuffer buffer;
    private int size;

    /** @param bytes as many as are expected, elements and their lengths */
    BinaryArray(int elementType, int bytes) {
        buffer = ByteBuffer.allocate(HEADER + bytes);
        buffer.putInt(1).putInt(0).putInt(elementType).putInt(0).putInt(1);
    }

    /** The next element: the buffer's next so many bytes. */
    void add(ByteBuffer from, int length) {
        if (buffer.remaining() < Integer.BYTES + length) {
            buffer = ByteBuffer.allocate(2 * buffer.position() + Integer.BYTES + length)
                    .put(buffer.flip());
        }
        buffer.putInt(length).put(from.slice(from.position(), length));
        from.position(from.position() + length);
        size++;
    }

    int size() {
        return size;
    }

    /** The elements alone, each behind its length, for reading. */
    ByteBuffer elements() {
        return buffer.duplicate().flip().position(HEADER).asReadOnlyBuffer();
    }

    /** All of it. */
    byte[] bytes() {
        buffer.putInt(AT_LENGTH, size);
        return Arrays.copyOf(buffer.array(), buffer.position());
    }
}
