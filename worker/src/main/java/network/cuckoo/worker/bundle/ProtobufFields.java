package network.cuckoo.worker.bundle;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Walks the fields of one encoded protobuf message without a schema (wire format of protobuf.dev/programming-guides/encoding). */
record ProtobufFields(ByteBuffer encoded) {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED32 = 5;

    /** A field's value: a number, or the bytes of a text, a message or packed numbers. */
    record Value(long number, ByteBuffer bytes) {
        private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0).asReadOnlyBuffer();

        String text() {
            return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
        }

        ProtobufFields message() {
            return of(bytes);
        }

        /** The integers of a repeated field, packed or a single one. */
        @SuppressWarnings("ReferenceEquality") // the one object that stands for no bytes
        List<Long> integers() {
            if (bytes == NO_BYTES) {
                return List.of(number);
            }
            var packed = bytes.duplicate();
            var integers = new ArrayList<Long>();
            while (packed.hasRemaining()) {
                integers.add(varint(packed));
            }
            return integers;
        }
    }

    static ProtobufFields of(ByteBuffer encoded) {
        return new ProtobufFields(encoded.duplicate());
    }

    /** Calls with each field's number and value, in the order written. @throws BundleException if the encoding is broken */
    void forEach(BiConsumer<Integer, Value> visitor) {
        var rest = encoded.duplicate();
        while (rest.hasRemaining()) {
            var key = varint(rest);
            visitor.accept((int) (key >>> 3), value(rest, (int) (key & 7)));
        }
    }

    private static Value value(ByteBuffer rest, int wireType) {
        return switch (wireType) {
            case VARINT -> new Value(varint(rest), Value.NO_BYTES);
            case FIXED64 -> new Value(0, take(rest, Long.BYTES));
            case LENGTH_DELIMITED -> new Value(0, take(rest, Math.toIntExact(varint(rest))));
            case FIXED32 -> new Value(0, take(rest, Integer.BYTES));
            default -> throw new BundleException("protobuf wire type " + wireType + " is not supported");
        };
    }

    private static ByteBuffer take(ByteBuffer rest, int length) {
        if (length < 0 || length > rest.remaining()) {
            throw new BundleException("protobuf field of " + length + " bytes, " + rest.remaining() + " left");
        }
        var taken = rest.slice(rest.position(), length);
        rest.position(rest.position() + length);
        return taken;
    }

    private static long varint(ByteBuffer rest) {
        var result = 0L;
        for (var shift = 0; shift < Long.SIZE; shift += 7) {
            if (!rest.hasRemaining()) {
                throw new BundleException("protobuf number is cut off");
            }
            var next = rest.get();
            result |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return result;
            }
        }
        throw new BundleException("protobuf number of more than 64 bits");
    }
}
