package network.cuckoo.indexer.audit;

import java.math.BigInteger;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.hash.AbiEncoder;
import org.jspecify.annotations.Nullable;

/** A value of a column as the contract ABI's word of 32 bytes. */
final class Word {
    private Word() {}

    /** Null is a word of zeros. */
    static byte[] of(@Nullable Object value) {
        return switch (value) {
            case null -> AbiEncoder.word(BigInteger.ZERO);
            case BigInteger number -> AbiEncoder.word(number);
            case Number number -> AbiEncoder.word(BigInteger.valueOf(number.longValue()));
            case Boolean flag -> AbiEncoder.word(flag ? BigInteger.ONE : BigInteger.ZERO);
            case Address address -> AbiEncoder.word(new BigInteger(1, address.bytes()));
            case Hash32 hash -> hash.bytes();
            default -> throw new IllegalStateException("no word for " + value.getClass());
        };
    }

    static BigInteger number(byte[] word) {
        return new BigInteger(1, word);
    }
}
