package network.cuckoo.domain.secret;

import java.util.ArrayList;
import java.util.List;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.hash.Keccak256;

/**
 * A chain of hashes from a secret seed to a public tip: {@code tip = keccak^length(seed)}. Preimages are revealed from the tip
 * backwards, so each one proves the next without giving it away. Keeps a checkpoint every 1,024 steps; a preimage costs at most
 * that many hashes.
 */
public final class HashChain {
    /** The most preimages a chain may have: enough for 38 years of epochs of a minute, made in about ten seconds. */
    public static final int LONGEST = 20_000_000;

    private static final int CHECKPOINT_STEPS = 1024;

    private final int length;
    private final List<byte[]> checkpoints = new ArrayList<>();
    private final Hash32 tip;

    private HashChain(Hash32 seed, int length) {
        this.length = length;
        byte[] value = seed.bytes();
        for (int i = 0; i < length; i++) {
            if (i % CHECKPOINT_STEPS == 0) {
                checkpoints.add(value);
            }
            value = Keccak256.digest(value);
        }
        this.tip = Hash32.of(value);
    }

    /**
     * The chain over this seed; takes {@code length} hashes (about a second for two million).
     *
     * @param seed 32 random bytes that only the coordinator knows; whoever has them can predict every draw
     * @param length how many preimages, thus epochs, it serves
     * @throws IllegalArgumentException if the length is not positive or above {@link #LONGEST}
     */
    public static HashChain from(Hash32 seed, int length) {
        if (length < 1 || length > LONGEST) {
            throw new IllegalArgumentException("a hash chain has 1 to " + LONGEST + " steps, not " + length);
        }
        return new HashChain(seed, length);
    }

    /** The public end, put on chain before the first epoch. */
    public Hash32 tip() {
        return tip;
    }

    /** How many preimages the chain has. */
    public int length() {
        return length;
    }

    /**
     * The value that leads to the tip in so many steps; 1 is the first to be revealed, {@code length} is the seed itself.
     *
     * @throws IllegalArgumentException if the chain has no such preimage: it is used up and a new tip must be set
     */
    public Hash32 preimage(long stepsToTip) {
        if (stepsToTip < 1 || stepsToTip > length) {
            throw new IllegalArgumentException(
                    "the hash chain has preimages 1 to " + length + " steps before its tip, none at " + stepsToTip);
        }
        int stepsFromSeed = (int) (length - stepsToTip);
        byte[] value = checkpoints.get(stepsFromSeed / CHECKPOINT_STEPS);
        return Hash32.of(repeat(value, stepsFromSeed % CHECKPOINT_STEPS));
    }

    /** Whether hashing the secret so many times gives the tip; costs that many hashes. */
    public static boolean leadsTo(Hash32 secret, Hash32 tip, long steps) {
        return steps >= 0 && Hash32.of(repeat(secret.bytes(), steps)).equals(tip);
    }

    /** Names the tip only: seed and preimages never appear in a log. */
    @Override
    public String toString() {
        return "HashChain[tip=" + tip + ", length=" + length + "]";
    }

    private static byte[] repeat(byte[] start, long times) {
        byte[] value = start;
        for (long i = 0; i < times; i++) {
            value = Keccak256.digest(value);
        }
        return value;
    }
}
