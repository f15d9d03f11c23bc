package network.cuckoo.indexer.chain;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;

/**
 * The data of a log as words of 32 bytes, by the contract ABI's encoding. Only what an encoder writes is taken: padding is zero,
 * a flag is 0 or 1, lengths stay within the data; anything else is an {@link IllegalArgumentException}.
 */
final class Words {
    private static final int WORD = 32;
    private static final int ADDRESS = 20;

    private final byte[] data;

    Words(byte[] data) {
        this.data = data;
    }

    static Words of(Hash32 topic) {
        return new Words(topic.bytes());
    }

    /** The number of words is this. */
    Words require(int count) {
        if (data.length != count * WORD) {
            throw new IllegalArgumentException("not " + count + " words: " + data.length + " bytes");
        }
        return this;
    }

    BigInteger unsigned(int word) {
        return new BigInteger(1, data, at(word), WORD);
    }

    BigInteger signed(int word) {
        return new BigInteger(data, at(word), WORD);
    }

    /** An unsigned number below 2^63. */
    long number(int word) {
        int from = at(word);
        for (int i = from; i < from + WORD - Long.BYTES; i++) {
            requireZero(data[i]);
        }
        long number = 0;
        for (int i = from + WORD - Long.BYTES; i < from + WORD; i++) {
            number = number << 8 | data[i] & 0xff;
        }
        if (number < 0) {
            throw new IllegalArgumentException("a number of 64 bits is too large");
        }
        return number;
    }

    int small(int word) {
        return Math.toIntExact(number(word));
    }

    boolean flag(int word) {
        long number = number(word);
        if (number > 1) {
            throw new IllegalArgumentException("neither true nor false: " + number);
        }
        return number == 1;
    }

    Address address(int word) {
        int from = at(word);
        for (int i = from; i < from + WORD - ADDRESS; i++) {
            requireZero(data[i]);
        }
        return Address.of(Arrays.copyOfRange(data, from + WORD - ADDRESS, from + WORD));
    }

    Hash32 hash(int word) {
        int from = at(word);
        return Hash32.of(Arrays.copyOfRange(data, from, from + WORD));
    }

    /** The bytes of a dynamic argument whose word says where they are. */
    byte[] bytes(int word) {
        int start = offset(number(word));
        int length = offset(new Words(slice(start, WORD)).number(0));
        return slice(start + WORD, length);
    }

    String text(int word) {
        return new String(bytes(word), StandardCharsets.UTF_8);
    }

    private byte[] slice(int from, int length) {
        if (from > data.length - length) {
            throw new IllegalArgumentException("an argument lies outside the data");
        }
        return Arrays.copyOfRange(data, from, from + length);
    }

    private int offset(long bytes) {
        if (bytes > data.length) {
            throw new IllegalArgumentException("an argument lies outside the data");
        }
        return (int) bytes;
    }

    private int at(int word) {
        int from = word * WORD;
        if (from > data.length - WORD) {
            throw new IllegalArgumentException("the data end before word " + word);
        }
        return from;
    }

    private static void requireZero(byte padding) {
        if (padding != 0) {
            throw new IllegalArgumentException("padding is not zero");
        }
    }
}
