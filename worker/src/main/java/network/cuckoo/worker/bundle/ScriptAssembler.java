package network.cuckoo.worker.bundle;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Writes a TorchScript file: the skeleton's entries, then each tensor of the map, all stored uncompressed with a fixed date, so that the
 * same input gives the same bytes everywhere.
 */
final class ScriptAssembler {
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final byte[] skeleton;
    private final Map<String, String> tensorByEntry;
    private final WeightSource weights;

    ScriptAssembler(byte[] skeletonZip, byte[] mapJson, WeightSource weights) {
        this.skeleton = skeletonZip;
        this.weights = weights;
        try {
            this.tensorByEntry = new ObjectMapper().readValue(mapJson, new TypeReference<TreeMap<String, String>>() {});
        } catch (IOException e) {
            throw new BundleException("malformed map of tensors", e);
        }
    }

    /** Writes the file; the stream stays open. */
    void writeTo(OutputStream out) throws IOException {
        var zip = new ZipOutputStream(out);
        zip.setMethod(ZipOutputStream.STORED);
        copySkeleton(zip);
        for (var entry : tensorByEntry.entrySet()) {
            store(zip, entry.getKey(), weights.tensor(entry.getValue()));
        }
        zip.finish();
    }

    private void copySkeleton(ZipOutputStream zip) throws IOException {
        try (var entries = new ZipInputStream(new ByteArrayInputStream(skeleton))) {
            for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                store(zip, entry.getName(), ByteBuffer.wrap(entries.readAllBytes()));
            }
        }
    }

    private static void store(ZipOutputStream zip, String name, ByteBuffer content) throws IOException {
        var checksum = new CRC32();
        checksum.update(content.duplicate());
        var entry = new ZipEntry(name);
        entry.setTimeLocal(ENTRY_TIME);
        entry.setSize(content.remaining());
        entry.setCompressedSize(content.remaining());
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        while (content.hasRemaining()) {
            var piece = Math.min(Sha256.PIECE_BYTES, content.remaining());
            zip.write(content.array(), content.arrayOffset() + content.position(), piece);
            content.position(content.position() + piece);
        }
        zip.closeEntry();
    }
}
