package network.cuckoo.db.copy;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/**
 * Rows on their way into a table by COPY in Postgres' binary format (its documentation, SQL COPY, "Binary Format"): each column in
 * the table's order by one call, null where there is nothing. What is written appears with {@link #finish}; closed without it,
 * nothing does.
 */
public final class CopyRows implements AutoCloseable {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int NO_FLAGS_NO_EXTENSION = 0;
    private static final short END = -1;
    private static final int NULL = -1;
    private static final int CHUNK = 1 << 16;

    private final CopyIn target;
    private ByteBuffer buffer = ByteBuffer.allocate(2 * CHUNK);
    private int columnsLeft;

    CopyRows(CopyIn target) {
        this.target = target;
        buffer.put(SIGNATURE).putInt(NO_FLAGS_NO_EXTENSION).putInt(NO_FLAGS_NO_EXTENSION);
    }

    /** Rows for a table, named with those of its columns that are given. */
    public static CopyRows into(CopyManager copies, String columns) throws SQLException {
        return new CopyRows(copies.copyIn("COPY " + columns + " FROM STDIN (FORMAT binary)"));
    }

    /** Begins a row of so many columns. */
    public CopyRows row(int columns) throws SQLException {
        requireComplete();
        if (buffer.position() >= CHUNK) {
            flush();
        }
        columnsLeft = columns;
        room(Short.BYTES).putShort((short) columns);
        return this;
    }

    /** {@code bytea}. */
    public CopyRows bytes(byte @Nullable [] value) {
        if (value == null) {
            return nothing();
        }
        column(value.length).put(value);
        return this;
    }

    /** {@code bytea} of 32 bytes. */
    public CopyRows hash(@Nullable Hash32 value) {
        return bytes(value == null ? null : value.bytes());
    }

    /** {@code bytea} of 20 bytes. */
    public CopyRows address(@Nullable Address value) {
        return bytes(value == null ? null : value.bytes());
    }

    /** {@code text}. */
    public CopyRows text(@Nullable String value) {
        return bytes(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    /** {@code bigint}. */
    public CopyRows int8(@Nullable Long value) {
        if (value == null) {
            return nothing();
        }
        column(Long.BYTES).putLong(value);
        return this;
    }

    /** {@code integer}. */
    public CopyRows int4(@Nullable Integer value) {
        if (value == null) {
            return nothing();
        }
        column(Integer.BYTES).putInt(value);
        return this;
    }

    /** {@code smallint}. */
    public CopyRows int2(@Nullable Integer value) {
        if (value == null) {
            return nothing();
        }
        column(Short.BYTES).putShort(value.shortValue());
        return this;
    }

    /** {@code boolean}. */
    public CopyRows bool(@Nullable Boolean value) {
        if (value == null) {
            return nothing();
        }
        column(1).put((byte) (value ? 1 : 0));
        return this;
    }

    /** {@code numeric} without a fraction. */
    public CopyRows numeric(@Nullable BigInteger value) {
        if (value == null) {
            return nothing();
        }
        short[] digits = NumericDigits.of(value);
        ByteBuffer to = column((4 + digits.length) * Short.BYTES);
        to.putShort((short) digits.length).putShort((short) Math.max(0, digits.length - 1));
        to.putShort(value.signum() < 0 ? NumericDigits.NEGATIVE : NumericDigits.POSITIVE)
                .putShort((short) 0);
        for (short digit : digits) {
            to.putShort(digit);
        }
        return this;
    }

    /** An array. */
    public CopyRows array(BinaryArray value) {
        return bytes(value.bytes());
    }

    /**
     * Ends the rows.
     *
     * @throws IllegalStateException if the server took another number of them
     */
    public void finish(long expected) throws SQLException {
        requireComplete();
        room(Short.BYTES).putShort(END);
        flush();
        long taken = target.endCopy();
        if (taken != expected) {
            throw new IllegalStateException(expected + " rows were sent, but " + taken + " taken");
        }
    }

    @Override
    public void close() throws SQLException {
        if (target.isActive()) {
            target.cancelCopy();
        }
    }

    private CopyRows nothing() {
        columnsLeft--;
        room(Integer.BYTES).putInt(NULL);
        return this;
    }

    private ByteBuffer column(int length) {
        columnsLeft--;
        return room(Integer.BYTES + length).putInt(length);
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            ByteBuffer larger = ByteBuffer.allocate(buffer.position() + bytes + CHUNK);
            larger.put(buffer.flip());
            buffer = larger;
        }
        return buffer;
    }

    private void flush() throws SQLException {
        target.writeToCopy(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    private void requireComplete() {
        if (columnsLeft != 0) {
            throw new IllegalStateException("a row with " + columnsLeft + " columns too few");
        }
    }
}
