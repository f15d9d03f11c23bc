package network.cuckoo.keys;

import fr.acinq.secp256k1.Secp256k1;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.sign.Signature;

/** A secp256k1 private key, of a node or of an owner's account. Never shows itself in {@link #toString()}. */
public final class NodeKey {
    private static final Pattern FORM = Pattern.compile("(?:0x)?[0-9a-fA-F]{64}");
    private static final int KEY_BYTES = 32;

    private final byte[] secret;
    private final Address address;

    private NodeKey(byte[] secret) {
        this.secret = secret;
        this.address = PublicKeys.address(Secp256k1.get().pubkeyCreate(secret));
    }

    /** A new key. */
    public static NodeKey generate(SecureRandom random) {
        var bytes = new byte[KEY_BYTES];
        do {
            random.nextBytes(bytes);
        } while (!Secp256k1.get().secKeyVerify(bytes));
        return new NodeKey(bytes);
    }

    /**
     * Reads a key of 64 hex digits, with or without 0x, e.g. from an environment variable.
     *
     * @throws IllegalArgumentException if the text is no key; the message does not repeat it
     */
    public static NodeKey parse(String hex) {
        String text = hex.strip();
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "not a private key: 64 hex digits are needed, with or without 0x in front");
        }
        return of(HexFormat.of().parseHex(text.substring(text.length() - 2 * KEY_BYTES)));
    }

    static NodeKey of(byte[] bytes) {
        if (bytes.length != KEY_BYTES || !Secp256k1.get().secKeyVerify(bytes)) {
            throw new IllegalArgumentException("not a private key: zero or beyond the curve's order");
        }
        return new NodeKey(Arrays.copyOf(bytes, KEY_BYTES));
    }

    /** The account that this key signs for. */
    public Address address() {
        return address;
    }

    /** The same address, as a node's. */
    public NodeAddress nodeAddress() {
        return new NodeAddress(address);
    }

    /** Signs a digest; deterministic (RFC 6979), with the lower of the two values for s. */
    public Signature sign(Hash32 digest) {
        byte[] message = digest.bytes();
        byte[] rs = Secp256k1.get().sign(message, secret, null);
        for (int recoveryId = 0; recoveryId < 2; recoveryId++) {
            var signature = Signature.of(rs, recoveryId);
            if (SignatureCheck.isBy(address, digest, signature)) {
                return signature;
            }
        }
        throw new IllegalStateException("a signature of " + address + " recovers to somebody else");
    }

    /** The secret in 64 hex digits, for libraries that sign transactions themselves. Never log it. */
    public String revealHex() {
        return HexFormat.of().formatHex(secret);
    }

    /** The address only. */
    @Override
    public String toString() {
        return "NodeKey[" + address + "]";
    }
}
