package network.cuckoo.domain.draw;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * The weights of miners 0 to i together, for each i, in one array: two longs a number, the higher first, where all fit 128 bits, else
 * four. Immutable.
 */
final class CumulativeWeights {
    private static final int NARROW = 2;
    private static final int WIDE = 4;
    private static final int MAX_BITS = WIDE * Long.SIZE;

    private final long[] words;
    private final int width; // longs a number
    private final BigInteger total;

    private CumulativeWeights(long[] words, int width, BigInteger total) {
        this.words = words;
        this.width = width;
        this.total = total;
    }

    int size() {
        return words.length / width;
    }

    BigInteger total() {
        return total;
    }

    /** The weights of miners 0 to index together. */
    BigInteger at(int index) {
        int from = Objects.checkIndex(index, size()) * width;
        var bytes = ByteBuffer.allocate(width * Long.BYTES);
        bytes.asLongBuffer().put(words, from, width);
        return new BigInteger(1, bytes.array());
    }

    /** The weight of one miner. */
    BigInteger weight(int index) {
        return index == 0 ? at(0) : at(index).subtract(at(index - 1));
    }

    /** The first place whose number is above this one; there has to be one. */
    int firstAbove(BigInteger number) {
        long word0 = number.longValue();
        long word1 = word(number, 1);
        if (width == NARROW) {
            return firstAbove(0, 0, word1, word0);
        }
        return firstAbove(word(number, 3), word(number, 2), word1, word0);
    }

    private int firstAbove(long word3, long word2, long word1, long word0) {
        int low = 0;
        int high = size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (isAbove(middle, word3, word2, word1, word0)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private boolean isAbove(int index, long word3, long word2, long word1, long word0) {
        int at = index * width;
        if (width == WIDE) {
            int order = compare(at, word3, word2);
            if (order != 0) {
                return order > 0;
            }
            at += NARROW;
        }
        return compare(at, word1, word0) > 0;
    }

    private int compare(int at, long high, long low) {
        int order = Long.compareUnsigned(words[at], high);
        return order == 0 ? Long.compareUnsigned(words[at + 1], low) : order;
    }

    private static long word(BigInteger number, int index) {
        return number.shiftRight(index * Long.SIZE).longValue();
    }

    /** Takes weights one by one. */
    static final class Builder {
        private long[] words;
        private int width = NARROW;
        private int size;
        private BigInteger total = BigInteger.ZERO;

        /** @param expected how many are likely to come; more may, and fewer */
        Builder(int expected) {
            words = new long[Math.multiplyExact(expected, NARROW)];
        }

        /**
         * The next miner's weight.
         *
         * @throws IllegalArgumentException if it is not above zero or the sum does not fit 256 bits
         */
        void add(BigInteger weight) {
            BigInteger sum = total.add(weight);
            if (weight.signum() <= 0 || sum.bitLength() > MAX_BITS) {
                throw new IllegalArgumentException("a weight of " + weight + " after " + total
                        + ": weights are above zero and fit 256 bits together");
            }
            total = sum;
            makeRoom();
            for (int i = 0; i < width; i++) {
                words[size * width + i] = word(sum, width - 1 - i);
            }
            size++;
        }

        private void makeRoom() {
            if (width == NARROW && total.bitLength() > NARROW * Long.SIZE) {
                widen();
            }
            if (size * width == words.length) {
                int larger = Math.max(size + 1, Math.addExact(size, size >> 1));
                words = Arrays.copyOf(words, Math.multiplyExact(larger, width));
            }
        }

        private void widen() {
            var wide = new long[Math.multiplyExact(words.length, WIDE / NARROW)];
            for (int i = 0; i < size; i++) {
                System.arraycopy(words, i * NARROW, wide, i * WIDE + NARROW, NARROW);
            }
            words = wide;
            width = WIDE;
        }

        CumulativeWeights build() {
            int used = size * width;
            // A full array is never written again: the next weight moves to a larger one.
            return new CumulativeWeights(used == words.length ? words : Arrays.copyOf(words, used), width, total);
        }
    }
}
