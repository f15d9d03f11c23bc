package network.cuckoo.domain.task;

import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.hash.AbiEncoder;

/**
 * Make a picture from a text.
 *
 * @param prompt 1 to 400 characters
 * @param seed 64 unsigned bits from which all noise comes, so that a result can be repeated
 * @param steps denoising steps, 1 to 50
 * @param guidanceMilli strength of the prompt in thousandths, 0 to 20,000
 */
public record TextToImageInput(String prompt, long seed, int steps, int guidanceMilli) implements TaskInput {
    public static final String KIND = "text-to-image";
    public static final int MAX_PROMPT_CHARACTERS = 400;
    public static final int MAX_STEPS = 50;
    public static final int MAX_GUIDANCE_MILLI = 20_000;

    public TextToImageInput {
        Texts.check("prompt", prompt, MAX_PROMPT_CHARACTERS);
        if (steps < 1 || steps > MAX_STEPS) {
            throw new IllegalArgumentException("steps must be 1 to " + MAX_STEPS + ", not " + steps);
        }
        if (guidanceMilli < 0 || guidanceMilli > MAX_GUIDANCE_MILLI) {
            throw new IllegalArgumentException(
                    "guidance must be 0 to " + MAX_GUIDANCE_MILLI + " thousandths, not " + guidanceMilli);
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** The seed as people and JSON write it: 0 to 2⁶⁴−1. */
    public String seedText() {
        return Long.toUnsignedString(seed);
    }

    /** {@code keccak256(abi.encode(string "text-to-image", string prompt, uint64 seed, uint32 steps, uint32 guidanceMilli))}. */
    @Override
    public Hash32 hash() {
        return new AbiEncoder()
                .string(KIND)
                .string(prompt)
                .uint64Bits(seed)
                .uint(steps)
                .uint(guidanceMilli)
                .keccak();
    }
}
