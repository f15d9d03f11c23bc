package network.cuckoo.domain.secret;

import network.cuckoo.domain.EpochNumber;
import network.cuckoo.domain.Hash32;

/**
 * Which preimage of a hash chain belongs to which epoch. The tip is put on chain in a block with timestamp t0;
 * {@code firstEpoch = t0 / periodSeconds}. For an epoch e from there on, keccak applied {@code e − firstEpoch + 1} times to
 * {@code secret_e} gives the tip.
 */
public record EpochSecrets(HashChain chain, EpochNumber firstEpoch) {
    /**
     * The secret of an epoch, to be kept until the epoch is over.
     *
     * @throws IllegalArgumentException if the epoch is before the first or after the last that the chain serves
     */
    public Hash32 secretOf(EpochNumber epoch) {
        if (!serves(epoch)) {
            throw new IllegalArgumentException("the hash chain serves epochs " + firstEpoch + " to " + lastEpoch()
                    + ", not " + epoch + "; after the last a new tip must be put on chain");
        }
        return chain.preimage(stepsToTip(firstEpoch, epoch));
    }

    /** Whether the chain has a secret for this epoch. */
    public boolean serves(EpochNumber epoch) {
        return epoch.compareTo(firstEpoch) >= 0 && epoch.compareTo(lastEpoch()) <= 0;
    }

    /** The last epoch with a secret. */
    public EpochNumber lastEpoch() {
        return new EpochNumber(firstEpoch.value() + chain.length() - 1);
    }

    /** How often the epoch's secret is hashed to reach the tip. */
    public static long stepsToTip(EpochNumber firstEpoch, EpochNumber epoch) {
        return epoch.value() - firstEpoch.value() + 1;
    }

    /** Whether a revealed secret is the one that the tip committed to for this epoch; false for an epoch before the first. */
    public static boolean matches(Hash32 secret, Hash32 tip, EpochNumber firstEpoch, EpochNumber epoch) {
        long steps = stepsToTip(firstEpoch, epoch);
        return steps >= 1 && HashChain.leadsTo(secret, tip, steps);
    }
}
