package network.cuckoo.db.copy;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

/**
 * A query's rows as the server makes them, by COPY in Postgres' binary format (its documentation, SQL COPY, "Binary Format"). None of
 * their columns may be null.
 */
public final class CopiedRows implements AutoCloseable {
    private static final int SIGNATURE_BYTES = 11;
    private static final short END = -1;

    private final CopyOut source;
    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private boolean begun;

    private CopiedRows(CopyOut source) {
        this.source = source;
    }

    /**
     * Asks for the rows.
     *
     * @param query whole: COPY takes no parameters
     */
    public static CopiedRows of(CopyManager copies, String query) throws SQLException {
        return new CopiedRows(copies.copyOut("COPY (" + query + ") TO STDOUT (FORMAT binary)"));
    }

    /** Goes to the next row, whose columns are then read in their order; false if there is none. */
    public boolean next() throws SQLException {
        while (!buffer.hasRemaining()) {
            byte[] bytes = source.readFromCopy();
            if (bytes == null) {
                throw new IllegalStateException("the rows end without the format's end");
            }
            buffer = ByteBuffer.wrap(bytes);
            if (!begun) {
                buffer.position(SIGNATURE_BYTES + Integer.BYTES);
                int extension = buffer.getInt();
                buffer.position(buffer.position() + extension);
                begun = true;
            }
        }
        boolean more = buffer.getShort() != END;
        if (!more) {
            close();
        }
        return more;
    }

    /** The next column's value begins at the buffer's position, and has so many bytes. */
    public int length() {
        int length = buffer.getInt();
        if (length < 0) {
            throw new IllegalStateException("a column is null");
        }
        return length;
    }

    /**
     * The next column, an array of one dimension with elements of this type and no nulls.
     *
     * @throws IllegalStateException if it is none
     */
    public BinaryArray array(int elementType) {
        return BinaryArray.received(buffer, length(), elementType);
    }

    /** The row; columns are read from here, each after {@link #length}. */
    public ByteBuffer buffer() {
        return buffer;
    }

    /** Passes over what is left: the driver can't break a COPY off and use the connection again. */
    @Override
    public void close() throws SQLException {
        while (source.isActive()) {
            source.readFromCopy();
        }
    }
}
