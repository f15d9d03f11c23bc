package network.cuckoo.worker.inference;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.Adler32;
import java.util.zip.CRC32;

/**
 * PNG (RFC 2083) with stored deflate blocks. The bytes follow from the pixels alone, whereas a compressor's depend on the version of
 * zlib, and miners' outputs are compared by hash.
 */
final class PngEncoder {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int MAX_STORED_BLOCK_BYTES = 0xffff;
    private static final short ZLIB_HEADER = 0x7801;

    private PngEncoder() {}

    static byte[] encode(RgbImage image) {
        var png = new ByteArrayOutputStream();
        png.writeBytes(SIGNATURE);
        chunk(png, "IHDR", header(image));
        chunk(png, "IDAT", stored(unfilteredRows(image)));
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static byte[] header(RgbImage image) {
        return ByteBuffer.allocate(13)
                .putInt(image.width())
                .putInt(image.height())
                .put(new byte[] {8, 2, 0, 0, 0}) // 8 bits, RGB, deflate, filters per row, not interlaced
                .array();
    }

    private static byte[] unfilteredRows(RgbImage image) {
        var rowBytes = 3 * image.width();
        var rows = ByteBuffer.allocate((1 + rowBytes) * image.height());
        for (var y = 0; y < image.height(); y++) {
            rows.put((byte) 0).put(image.pixels(), y * rowBytes, rowBytes);
        }
        return rows.array();
    }

    /** The zlib stream (RFC 1950) of stored blocks (RFC 1951, 3.2.4). */
    private static byte[] stored(byte[] data) {
        var blocks = Math.ceilDiv(data.length, MAX_STORED_BLOCK_BYTES);
        var out = ByteBuffer.allocate(2 + 5 * blocks + data.length + 4).putShort(ZLIB_HEADER);
        for (var from = 0; from < data.length; from += MAX_STORED_BLOCK_BYTES) {
            var length = Math.min(MAX_STORED_BLOCK_BYTES, data.length - from);
            var isLast = from + length == data.length;
            out.put((byte) (isLast ? 1 : 0));
            out.putShort(Short.reverseBytes((short) length)).putShort(Short.reverseBytes((short) ~length));
            out.put(data, from, length);
        }
        var checksum = new Adler32();
        checksum.update(data);
        return out.putInt((int) checksum.getValue()).array();
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] data) {
        var typeBytes = type.getBytes(StandardCharsets.US_ASCII);
        var checksum = new CRC32();
        checksum.update(typeBytes);
        checksum.update(data);
        png.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        png.writeBytes(typeBytes);
        png.writeBytes(data);
        png.writeBytes(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
    }
}
