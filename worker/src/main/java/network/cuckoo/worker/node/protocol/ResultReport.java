package network.cuckoo.worker.node.protocol;

import java.time.Duration;
import java.util.Arrays;
import network.cuckoo.domain.Fence;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.sign.Signature;

/**
 * A finished output with the miner's signature; sent again unchanged until the coordinator decides.
 *
 * @param outputHash SHA-256 of the output
 * @param signature over the EIP-712 {@link network.cuckoo.domain.sign.TaskResult}
 */
public record ResultReport(
        LeaseId lease,
        Fence fence,
        String mediaType,
        byte[] output,
        Hash32 outputHash,
        Duration gpuTime,
        Signature signature) {
    public ResultReport {
        output = output.clone();
    }

    @Override
    public byte[] output() {
        return output.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResultReport report
                && lease.equals(report.lease)
                && fence.equals(report.fence)
                && mediaType.equals(report.mediaType)
                && Arrays.equals(output, report.output)
                && outputHash.equals(report.outputHash)
                && gpuTime.equals(report.gpuTime)
                && signature.equals(report.signature);
    }

    @Override
    public int hashCode() {
        return 31 * lease.hashCode() + signature.hashCode();
    }

    @Override
    public String toString() {
        return "ResultReport[lease=%s, fence=%s, %s, %d bytes]".formatted(lease, fence, mediaType, output.length);
    }
}
