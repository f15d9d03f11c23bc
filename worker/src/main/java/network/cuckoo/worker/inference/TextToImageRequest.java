package network.cuckoo.worker.inference;

/**
 * A picture from a prompt.
 *
 * @param seed all 64 bits count; fixes the noise that the picture starts from
 * @param steps denoising steps, 1 to 50
 * @param guidance how strongly the prompt steers, 0 to 20; 1 is without guidance
 */
public record TextToImageRequest(String prompt, long seed, int steps, double guidance) implements InferenceRequest {
    public static final int MAX_STEPS = 50;
    public static final double MAX_GUIDANCE = 20;

    public TextToImageRequest {
        if (prompt.isBlank()) {
            throw new IllegalArgumentException("the prompt is empty");
        }
        if (steps < 1 || steps > MAX_STEPS) {
            throw new IllegalArgumentException("steps must be 1 to " + MAX_STEPS + ", not " + steps);
        }
        if (!(guidance >= 0 && guidance <= MAX_GUIDANCE)) {
            throw new IllegalArgumentException("guidance must be 0 to " + MAX_GUIDANCE + ", not " + guidance);
        }
    }
}
