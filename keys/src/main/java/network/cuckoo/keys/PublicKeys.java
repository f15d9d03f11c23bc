package network.cuckoo.keys;

import java.util.Arrays;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.hash.Keccak256;

/** Addresses of public keys. */
final class PublicKeys {
    private static final int UNCOMPRESSED_BYTES = 65;

    private PublicKeys() {}

    /** The last 20 bytes of Keccak-256 over the uncompressed key without its first byte (Yellow Paper, appendix F). */
    static Address address(byte[] uncompressed) {
        if (uncompressed.length != UNCOMPRESSED_BYTES) {
            throw new IllegalStateException("not an uncompressed public key: " + uncompressed.length + " bytes");
        }
        byte[] hash = Keccak256.digest(Arrays.copyOfRange(uncompressed, 1, UNCOMPRESSED_BYTES));
        return Address.of(Arrays.copyOfRange(hash, 12, 32));
    }
}
