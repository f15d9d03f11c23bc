package network.cuckoo.worker.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.sign.LoginMessage;
import network.cuckoo.worker.node.FakeHttp.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the node puts its signature under, and what it does not. */
class LoginTest {
    static Stream<Arguments> foreignChallenges() {
        return Stream.of(
                challenge("domain", m -> with(m, "evil.example", m.node(), m.uri(), m.chainId(), Duration.ZERO)),
                challenge(
                        "URI",
                        m -> with(
                                m,
                                m.domain(),
                                m.node(),
                                URI.create("http://evil.example/"),
                                m.chainId(),
                                Duration.ZERO)),
                challenge(
                        "address",
                        m -> with(
                                m,
                                m.domain(),
                                NodeAddress.parse("0x" + "11".repeat(20)),
                                m.uri(),
                                m.chainId(),
                                Duration.ZERO)),
                challenge("chain id", m -> with(m, m.domain(), m.node(), m.uri(), new ChainId(1), Duration.ZERO)),
                challenge("validity", m -> with(m, m.domain(), m.node(), m.uri(), m.chainId(), Duration.ofHours(2))),
                Arguments.of("no login message", text(m -> "I owe you 1000 CAI")),
                Arguments.of("no login message", text(m -> m.text() + "\nResources:\n- http://evil.example")));
    }

    @ParameterizedTest
    @MethodSource("foreignChallenges")
    void foreignChallenge_isNotSigned(String why, Function<LoginMessage, String> text) {
        try (var harness = new Harness()) {
            harness.coordinator.challengeWith(text);
            harness.run();

            assertThat(harness.outcome()).isInstanceOfSatisfying(MinerOutcome.Stopped.class, stopped -> {
                assertThat(stopped.code()).isEqualTo("challenge-refused");
                assertThat(stopped.message()).contains(why);
            });
            assertThat(harness.coordinator.requests("login")).isEmpty();
        }
    }

    @Test
    void refusedLogin_stopsTheNode_whenTryingOnIsPointless() {
        try (var harness = new Harness()) {
            harness.coordinator.fail("login", new Fault.Refusal(409, "model-mismatch"));
            harness.run();

            assertThat(harness.outcome())
                    .isInstanceOfSatisfying(
                            MinerOutcome.Stopped.class,
                            stopped -> assertThat(stopped.code()).isEqualTo("model-mismatch"));
            assertThat(harness.coordinator.requests("login")).hasSize(1);
        }
    }

    private static Arguments challenge(String why, Function<LoginMessage, LoginMessage> change) {
        return Arguments.of("challenge's " + why, text(change.andThen(LoginMessage::text)));
    }

    private static Function<LoginMessage, String> text(Function<LoginMessage, String> text) {
        return text;
    }

    private static LoginMessage with(
            LoginMessage m, String domain, NodeAddress node, URI uri, ChainId chainId, Duration longer) {
        return new LoginMessage(
                domain,
                node,
                uri,
                chainId,
                m.nonce(),
                m.issuedAt(),
                m.expirationTime().plus(longer));
    }
}
