package network.cuckoo.domain.hash;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import network.cuckoo.domain.Hash32;

/** SHA-256, the name of a file's or an output's content. */
public final class Sha256 {
    private Sha256() {}

    /** The hash of these bytes. */
    public static Hash32 hash(byte[] data) {
        return Hash32.of(newDigest().digest(data));
    }

    /** A digest to feed in parts, for content that is larger than memory; close it with {@code Hash32.of(digest.digest())}. */
    public static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256, this one has not", e);
        }
    }
}
