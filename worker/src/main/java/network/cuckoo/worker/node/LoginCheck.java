package network.cuckoo.worker.node;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.sign.LoginMessage;
import network.cuckoo.worker.node.protocol.Challenge;

/**
 * Decides whether a challenge may be signed: only a login message, for this node, on this chain, to the host that was asked. So a
 * coordinator can neither have another text signed nor pass on a challenge of somebody else.
 *
 * @param domain what the message must name; empty for host and port of the address that the challenge came from
 */
record LoginCheck(NodeAddress node, ChainId chainId, Optional<String> domain, InstantSource clock) {
    private static final String CODE = "challenge-refused";
    private static final Duration MAX_VALIDITY = Duration.ofHours(1);
    private static final Duration MAX_CLOCK_DIFFERENCE = Duration.ofMinutes(5);

    /** @throws LoginStoppedException if it must not be signed */
    LoginMessage accepted(Challenge challenge) {
        LoginMessage message = parse(challenge.message());
        String expected = domain.orElse(challenge.from().getAuthority());
        require(message.domain().equals(expected), "domain", message.domain(), expected);
        require(expected.equals(authority(message.uri())), "URI", message.uri(), "one at " + expected);
        require(message.node().equals(node), "address", message.node(), node);
        require(message.chainId().equals(chainId), "chain id", message.chainId(), chainId);
        requireFresh(message);
        return message;
    }

    private static LoginMessage parse(String text) {
        try {
            return LoginMessage.parse(text);
        } catch (IllegalArgumentException e) {
            throw new LoginStoppedException(CODE, "the challenge is no login message: " + e.getMessage());
        }
    }

    private void requireFresh(LoginMessage message) {
        Instant now = clock.instant();
        var validity = Duration.between(message.issuedAt(), message.expirationTime());
        require(validity.compareTo(MAX_VALIDITY) <= 0, "validity", validity, "at most " + MAX_VALIDITY);
        require(
                message.issuedAt().isBefore(now.plus(MAX_CLOCK_DIFFERENCE))
                        && message.expirationTime().isAfter(now.minus(MAX_CLOCK_DIFFERENCE)),
                "time",
                message.issuedAt() + " to " + message.expirationTime(),
                "one around " + now + " (is a clock wrong?)");
    }

    private static String authority(URI uri) {
        return uri.getAuthority() == null ? "" : uri.getAuthority();
    }

    private static void require(boolean holds, String what, Object actual, Object expected) {
        if (!holds) {
            throw new LoginStoppedException(
                    CODE, "the challenge's %s is %s, expected %s; it was not signed".formatted(what, actual, expected));
        }
    }
}
