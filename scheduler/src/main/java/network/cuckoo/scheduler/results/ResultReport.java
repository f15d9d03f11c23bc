package network.cuckoo.scheduler.results;

import network.cuckoo.domain.Fence;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.sign.Signature;

/**
 * A result as a miner sends it.
 *
 * @param output the output's bytes; not to be changed afterwards
 * @param outputHash SHA-256 of the bytes, as signed
 * @param signature EIP-712 over {@code TaskResult} by the node's key
 * @param gpuMillis time on the device, as the miner says
 */
@SuppressWarnings("ArrayRecordComponent") // Outputs are compared by their hash, never by equals.
public record ResultReport(
        LeaseId lease,
        Fence fence,
        String mediaType,
        byte[] output,
        Hash32 outputHash,
        Signature signature,
        long gpuMillis) {
    public ResultReport {
        if (gpuMillis < 0) {
            throw new IllegalArgumentException("gpuMillis is negative: " + gpuMillis);
        }
    }
}
