package network.cuckoo.db.copy;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * An array of one dimension in Postgres' binary form, whose elements are in theirs: dimensions, whether there are nulls, the elements'
 * type; the dimension's length and first index; the elements, each behind its length ({@code array_recv} in Postgres' source).
 */
public final class BinaryArray {
    /** {@code bytea} by Postgres' number for it (pg_type.oid). */
    public static final int BYTEA = 17;

    /** {@code numeric} by Postgres' number for it. */
    public static final int NUMERIC = 1700;

    private static final int ONE_DIMENSION = 1;
    private static final int NO_NULLS = 0;
    private static final int AT_LENGTH = 3 * Integer.BYTES;
    private static final int HEADER = 5 * Integer.BYTES;

    private ByteBuffer buffer;
    private int size;

    /**
     * An array without elements.
     *
     * @param bytes as many as are expected, elements and their lengths
     */
    public BinaryArray(int elementType, int bytes) {
        buffer = ByteBuffer.allocate(HEADER + bytes);
        buffer.putInt(ONE_DIMENSION)
                .putInt(NO_NULLS)
                .putInt(elementType)
                .putInt(0)
                .putInt(1);
    }

    private BinaryArray(ByteBuffer buffer, int size) {
        this.buffer = buffer;
        this.size = size;
    }

    /** The array that the buffer's next so many bytes are. */
    static BinaryArray received(ByteBuffer from, int length, int elementType) {
        if (length < HEADER
                || from.getInt(from.position()) != ONE_DIMENSION
                || from.getInt(from.position() + Integer.BYTES) != NO_NULLS
                || from.getInt(from.position() + 2 * Integer.BYTES) != elementType) {
            throw new IllegalStateException("not an array of one dimension without nulls, of type " + elementType);
        }
        ByteBuffer copy = ByteBuffer.allocate(length).put(from.slice(from.position(), length));
        from.position(from.position() + length);
        return new BinaryArray(copy, copy.getInt(AT_LENGTH));
    }

    /** The next element: the buffer's next so many bytes. */
    public void add(ByteBuffer from, int length) {
        if (buffer.remaining() < Integer.BYTES + length) {
            buffer = ByteBuffer.allocate(2 * buffer.position() + Integer.BYTES + length)
                    .put(buffer.flip());
        }
        buffer.putInt(length).put(from.slice(from.position(), length));
        from.position(from.position() + length);
        size++;
    }

    /** How many elements there are. */
    public int size() {
        return size;
    }

    /** The elements alone, each behind its length, for reading. */
    public ByteBuffer elements() {
        return buffer.duplicate().flip().position(HEADER).asReadOnlyBuffer();
    }

    /** All of it. */
    public byte[] bytes() {
        buffer.putInt(AT_LENGTH, size);
        return Arrays.copyOf(buffer.array(), buffer.position());
    }
}
