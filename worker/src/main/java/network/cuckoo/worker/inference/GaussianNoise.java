package network.cuckoo.worker.inference;

/**
 * The noise that a picture starts from, the same on every machine: SplitMix64 (Steele, Lea, Flood 2014) from the seed, pairs turned into
 * normal numbers by Box and Muller (1958) in double precision, rounded to float.
 */
final class GaussianNoise {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final int UNUSED_BITS = 11;

    private long state;

    private GaussianNoise(long seed) {
        state = seed;
    }

    /** The first numbers of a seed. @param count even */
    static float[] of(long seed, int count) {
        var noise = new GaussianNoise(seed);
        var numbers = new float[count];
        for (var i = 0; i < count; i += 2) {
            noise.nextPair(numbers, i);
        }
        return numbers;
    }

    private void nextPair(float[] numbers, int at) {
        var first = ((nextLong() >>> UNUSED_BITS) + 1) * 0x1p-53;
        var second = (nextLong() >>> UNUSED_BITS) * 0x1p-53;
        var radius = Math.sqrt(-2.0 * StrictMath.log(first));
        var angle = 2.0 * Math.PI * second;
        numbers[at] = (float) (radius * StrictMath.cos(angle));
        numbers[at + 1] = (float) (radius * StrictMath.sin(angle));
    }

    private long nextLong() {
        state += GOLDEN_GAMMA;
        var z = (state ^ state >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
