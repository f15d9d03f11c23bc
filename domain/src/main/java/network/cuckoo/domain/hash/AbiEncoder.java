package network.cuckoo.domain.hash;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;

/**
 * Solidity's {@code abi.encode} for a row of values, added in order: each takes a word of 32 bytes in the head; strings and bytes
 * put their offset there and their length and padded content into the tail. Source: Solidity's "Contract ABI Specification".
 */
public final class AbiEncoder {
    private static final int WORD_BYTES = 32;

    private final List<Part> parts = new ArrayList<>();

    /** A value: its word, or for one of dynamic length its tail. */
    private record Part(byte[] bytes, boolean dynamic) {}

    /** Adds a {@code string}, in UTF-8. */
    public AbiEncoder string(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds {@code bytes}. */
    public AbiEncoder bytes(byte[] content) {
        var tail = new byte[WORD_BYTES + (content.length + WORD_BYTES - 1) / WORD_BYTES * WORD_BYTES];
        System.arraycopy(word(BigInteger.valueOf(content.length)), 0, tail, 0, WORD_BYTES);
        System.arraycopy(content, 0, tail, WORD_BYTES, content.length);
        parts.add(new Part(tail, true));
        return this;
    }

    /** Adds a {@code bytes32}. */
    public AbiEncoder bytes32(Hash32 value) {
        return word32(value.bytes());
    }

    /** Adds an {@code address}. */
    public AbiEncoder address(Address value) {
        var word = new byte[WORD_BYTES];
        System.arraycopy(value.bytes(), 0, word, 12, 20);
        return word32(word);
    }

    /** Adds a {@code bool}. */
    public AbiEncoder bool(boolean value) {
        return uint(value ? 1 : 0);
    }

    /**
     * Adds an unsigned integer of any width.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public AbiEncoder uint(long value) {
        return uint(BigInteger.valueOf(value));
    }

    /**
     * Adds an unsigned integer of any width.
     *
     * @throws IllegalArgumentException if it is negative or does not fit 256 bits
     */
    public AbiEncoder uint(BigInteger value) {
        return word32(word(value));
    }

    /** Adds a {@code uint64} whose bits these are; a negative long stands for a number from 2⁶³. */
    public AbiEncoder uint64Bits(long bits) {
        return uint(new BigInteger(Long.toUnsignedString(bits)));
    }

    /** The encoding of all values added so far. */
    public byte[] encode() {
        var head = new ByteArrayOutputStream();
        var tail = new ByteArrayOutputStream();
        int headBytes = parts.size() * WORD_BYTES;
        for (Part part : parts) {
            if (part.dynamic) {
                head.writeBytes(word(BigInteger.valueOf(headBytes + tail.size())));
                tail.writeBytes(part.bytes);
            } else {
                head.writeBytes(part.bytes);
            }
        }
        head.writeBytes(tail.toByteArray());
        return head.toByteArray();
    }

    /** Keccak-256 of the encoding. */
    public Hash32 keccak() {
        return Keccak256.hash(encode());
    }

    /**
     * The number in 32 bytes, big-endian.
     *
     * @throws IllegalArgumentException if it is negative or does not fit 256 bits
     */
    public static byte[] word(BigInteger value) {
        if (value.signum() < 0 || value.bitLength() > 256) {
            throw new IllegalArgumentException("not an unsigned integer of 256 bits: " + value);
        }
        byte[] shortest = value.toByteArray();
        int from = Math.max(0, shortest.length - WORD_BYTES);
        int length = shortest.length - from;
        var word = new byte[WORD_BYTES];
        System.arraycopy(shortest, from, word, WORD_BYTES - length, length);
        return word;
    }

    private AbiEncoder word32(byte[] word) {
        parts.add(new Part(word, false));
        return this;
    }
}
