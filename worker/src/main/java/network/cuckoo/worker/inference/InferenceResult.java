package network.cuckoo.worker.inference;

import java.time.Duration;
import java.util.Arrays;

/**
 * A finished output.
 *
 * @param mediaType {@code image/png} or {@code application/json}
 * @param gpuTime time on the device, without waiting and transport
 */
public record InferenceResult(String mediaType, byte[] bytes, Duration gpuTime) {
    public InferenceResult {
        bytes = bytes.clone();
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InferenceResult result
                && mediaType.equals(result.mediaType)
                && Arrays.equals(bytes, result.bytes)
                && gpuTime.equals(result.gpuTime);
    }

    @Override
    public int hashCode() {
        return 31 * mediaType.hashCode() + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "InferenceResult[%s, %d bytes, %s]".formatted(mediaType, bytes.length, gpuTime);
    }
}
