package network.cuckoo.domain.sign;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.hash.Keccak256;

/** The digest of a text that people sign in a wallet ({@code personal_sign}, EIP-191 version 0x45). */
public final class PersonalMessage {
    private PersonalMessage() {}

    /** {@code keccak256("\x19Ethereum Signed Message:\n" ‖ length in bytes ‖ text)}. */
    public static Hash32 digest(String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("\u0019Ethereum Signed Message:\n" + body.length).getBytes(StandardCharsets.UTF_8);
        return Keccak256.hash(ByteBuffer.allocate(head.length + body.length)
                .put(head)
                .put(body)
                .array());
    }
}
