package network.cuckoo.domain.sign;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;

/**
 * What a node signs to log in: "Sign-In with Ethereum" (EIP-4361), version 1, without statement and resources. Whoever accepts it
 * compares domain, URI, chain and nonce with its own, and both times with its clock.
 *
 * @param domain the host, and port if any, that the node logs in to
 * @param uri what it logs in for
 * @param nonce 8 to 64 letters and digits that the host gave out, good for once
 * @param issuedAt whole milliseconds
 * @param expirationTime whole milliseconds, after {@code issuedAt}
 */
public record LoginMessage(
        String domain,
        NodeAddress node,
        URI uri,
        ChainId chainId,
        String nonce,
        Instant issuedAt,
        Instant expirationTime) {
    private static final Pattern AUTHORITY = Pattern.compile("[A-Za-z0-9.\\-_~%\\[\\]:]{1,255}");
    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9]{8,64}");

    /** @throws IllegalArgumentException if a part is malformed; the message says which */
    public LoginMessage {
        require(AUTHORITY.matcher(domain).matches(), "domain is not a host: " + domain);
        require(uri.isAbsolute(), "URI is not absolute: " + uri);
        require(NONCE.matcher(nonce).matches(), "nonce must be 8 to 64 letters and digits");
        require(isWholeMillis(issuedAt) && isWholeMillis(expirationTime), "times must be whole milliseconds");
        require(expirationTime.isAfter(issuedAt), "expiration " + expirationTime + " is not after issue " + issuedAt);
    }

    /** The text to sign, by {@link PersonalMessage}. */
    public String text() {
        return domain + " wants you to sign in with your Ethereum account:\n"
                + ChecksumAddress.format(node.address()) + "\n\n\n"
                + "URI: " + uri + "\n"
                + "Version: 1\n"
                + "Chain ID: " + chainId + "\n"
                + "Nonce: " + nonce + "\n"
                + "Issued At: " + issuedAt + "\n"
                + "Expiration Time: " + expirationTime;
    }

    /** The digest that the node's key signs. */
    public Hash32 digest() {
        return PersonalMessage.digest(text());
    }

    /** Whether the message may be used at this time: not before it was issued, and before it expires. */
    public boolean isValidAt(Instant now) {
        return !now.isBefore(issuedAt) && now.isBefore(expirationTime);
    }

    /**
     * Reads exactly the form that {@link #text()} writes.
     *
     * @throws IllegalArgumentException if the text differs from it in any way
     */
    public static LoginMessage parse(String text) {
        return LoginText.parse(text);
    }

    private static boolean isWholeMillis(Instant time) {
        return time.equals(time.truncatedTo(ChronoUnit.MILLIS));
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException("login message: " + message);
        }
    }
}
