package network.cuckoo.domain.epoch;

import java.util.Optional;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.EpochNumber;

/**
 * Which block begins which epoch. A block's epoch is its timestamp divided by the period, rounded down. {@code B_e}, the block
 * that begins epoch e, is the first block after the tip's block whose epoch is e: so the first epoch is partial, and an epoch in
 * which no block was made has no {@code B_e} and no draws. The weights of epoch e are the state after block {@code B_e}.
 *
 * @param periodSeconds an epoch's length in seconds
 * @param tipBlock the block that put the hash chain's tip on chain
 * @param tipTime that block's timestamp
 */
public record EpochSchedule(long periodSeconds, BlockNumber tipBlock, BlockTime tipTime) {
    public EpochSchedule {
        if (periodSeconds < 1) {
            throw new IllegalArgumentException("an epoch's period must be at least 1 second, not " + periodSeconds);
        }
    }

    /** The epoch that blocks with this timestamp belong to. */
    public EpochNumber epochOf(BlockTime time) {
        return new EpochNumber(time.seconds() / periodSeconds);
    }

    /** The epoch of the tip's block, the first that the hash chain has a secret for. */
    public EpochNumber firstEpoch() {
        return epochOf(tipTime);
    }

    /** The first second of an epoch. */
    public BlockTime startOf(EpochNumber epoch) {
        return new BlockTime(Math.multiplyExact(epoch.value(), periodSeconds));
    }

    /** The first second after an epoch. */
    public BlockTime endOf(EpochNumber epoch) {
        return startOf(new EpochNumber(epoch.value() + 1));
    }

    /**
     * The epoch that this block begins, if it begins one: it comes after the tip's block, and its parent is the tip's block or
     * belongs to an earlier epoch.
     *
     * @throws IllegalArgumentException if the block is older than its parent
     */
    public Optional<EpochNumber> begunBy(BlockNumber block, BlockTime time, BlockTime parentTime) {
        if (time.compareTo(parentTime) < 0) {
            throw new IllegalArgumentException(
                    "block " + block + " (time " + time + ") is older than its parent (" + parentTime + ")");
        }
        if (block.compareTo(tipBlock) <= 0) {
            return Optional.empty();
        }
        EpochNumber epoch = epochOf(time);
        boolean firstAfterTip = block.value() == tipBlock.value() + 1;
        return firstAfterTip || !epochOf(parentTime).equals(epoch) ? Optional.of(epoch) : Optional.empty();
    }

    /** {@code B_e} among these blocks of one chain, in ascending order and without gaps after the tip's block. */
    public Optional<BlockHeader> beginOf(EpochNumber epoch, Iterable<BlockHeader> blocks) {
        for (BlockHeader block : blocks) {
            if (block.number().compareTo(tipBlock) > 0 && epochOf(block.time()).equals(epoch)) {
                return Optional.of(block);
            }
        }
        return Optional.empty();
    }

    /** Whether the block has so many blocks above it; the head itself has none. */
    public static boolean isConfirmed(BlockNumber block, BlockNumber head, int confirmations) {
        return head.value() - block.value() >= confirmations;
    }
}
