package network.cuckoo.worker.node;

import java.time.Duration;

/**
 * What bounds a miner node.
 *
 * @param drain how long it may take to finish its leases once asked to stop
 * @param outputBytes largest output that it hands in
 * @param progressInterval least time between two progress messages of a lease
 */
public record MinerLimits(Duration drain, int outputBytes, Duration progressInterval) {
    /** A minute to drain, outputs of 1 MiB, progress each half second. */
    public static final MinerLimits DEFAULT = new MinerLimits(Duration.ofMinutes(1), 1 << 20, Duration.ofMillis(500));

    public MinerLimits {
        if (drain.isNegative() || progressInterval.isNegative()) {
            throw new IllegalArgumentException("times must not be negative: " + drain + ", " + progressInterval);
        }
        if (outputBytes < 1) {
            throw new IllegalArgumentException("outputBytes must be positive, not " + outputBytes);
        }
    }
}
