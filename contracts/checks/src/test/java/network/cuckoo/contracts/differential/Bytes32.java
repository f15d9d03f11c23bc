package network.cuckoo.contracts.differential;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import org.web3j.crypto.Hash;
import org.web3j.utils.Numeric;

/** A word of the chain: a digest, a root, a secret. */
record Bytes32(BigInteger value) {

    static final Bytes32 ZERO = new Bytes32(BigInteger.ZERO);

    static Bytes32 keccak(Bytes32... words) {
        var bytes = new ByteArrayOutputStream();
        for (var word : words) {
            bytes.writeBytes(word.bytes());
        }
        return new Bytes32(new BigInteger(1, Hash.sha3(bytes.toByteArray())));
    }

    static Bytes32 of(long value) {
        return new Bytes32(BigInteger.valueOf(value));
    }

    Bytes32 hashed(long times) {
        var result = this;
        for (var i = 0L; i < times; i++) {
            result = keccak(result);
        }
        return result;
    }

    byte[] bytes() {
        return Numeric.toBytesPadded(value, 32);
    }

    @Override
    public String toString() {
        return "0x" + value.toString(16);
    }
}
