package network.cuckoo.worker.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * fp16 weights in safetensors layout: 8 bytes little-endian header length, JSON header (name → dtype, shape, data_offsets from the
 * header's end), raw little-endian tensors. Given out as float32.
 */
final class SafetensorsWeights implements WeightSource {
    private static final int LENGTH_BYTES = 8;

    private final ByteBuffer data;
    private final JsonNode header;

    SafetensorsWeights(byte[] content) {
        var file = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        var headerBytes = Math.toIntExact(file.getLong(0));
        try {
            header =
                    new ObjectMapper().readTree(new String(content, LENGTH_BYTES, headerBytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new BundleException("malformed safetensors header", e);
        }
        var start = LENGTH_BYTES + headerBytes;
        data = file.slice(start, content.length - start).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public ByteBuffer tensor(String name) {
        var entry = header.get(name);
        if (entry == null || !"F16".equals(entry.path("dtype").asText())) {
            throw new BundleException("the weights hold no fp16 tensor " + name);
        }
        var offsets = entry.path("data_offsets");
        return widen(offsets.path(0).asInt(), offsets.path(1).asInt());
    }

    private ByteBuffer widen(int from, int to) {
        var floats = ByteBuffer.allocate((to - from) * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (var at = from; at < to; at += Short.BYTES) {
            floats.putFloat(Float.float16ToFloat(data.getShort(at)));
        }
        return floats.flip();
    }
}
