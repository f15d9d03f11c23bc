package network.cuckoo.domain.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Instant;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.NodeAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginMessageTest {
    private static final Instant ISSUED = Instant.parse("2026-03-01T10:00:00Z");
    private static final LoginMessage MESSAGE = new LoginMessage(
            "localhost:8080",
            NodeAddress.parse("0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045"),
            URI.create("http://localhost:8080/v1/node/sessions"),
            new ChainId(31337),
            "Ab3dEf7hIj",
            ISSUED,
            ISSUED.plusMillis(300_001));
    private static final String TEXT = """
            localhost:8080 wants you to sign in with your Ethereum account:
            0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045


            URI: http://localhost:8080/v1/node/sessions
            Version: 1
            Chain ID: 31337
            Nonce: Ab3dEf7hIj
            Issued At: 2026-03-01T10:00:00Z
            Expiration Time: 2026-03-01T10:05:00.001Z""";

    @Test
    void text_isThatOfEip4361() {
        assertThat(MESSAGE.text()).isEqualTo(TEXT);
        assertThat(MESSAGE.digest()).isEqualTo(PersonalMessage.digest(TEXT));
    }

    @Test
    void parse_readsWhatTextWrites() {
        assertThat(LoginMessage.parse(TEXT)).isEqualTo(MESSAGE);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:8080 wants, https://localhost:8080 wants",
        "localhost:8080 wants, local host wants",
        "0xd8dA, 0xd8da",
        "0xd8dA, 0xD8dA",
        "Version: 1, Version: 2",
        "Chain ID: 31337, Chain ID: 031337",
        "Chain ID: 31337, Chain ID: -1",
        "Chain ID: 31337, Chain ID: 99999999999999999999",
        "Nonce: Ab3dEf7hIj, Nonce: short",
        "Nonce: Ab3dEf7hIj, Nonce: Ab3dEf7h-j",
        "URI: http://localhost:8080/, URI: /",
        "URI: http://localhost, URI: http://local|host",
        "10:00:00Z, 10:00:00.000Z",
        "10:00:00Z, 10:00:00+00:00",
        "10:00:00Z, 10:00:00.0000001Z",
        "10:00:00Z, 10:00:00.000001Z",
        "10:05:00.001Z, 10:05:00.000001Z",
        "10:00:00Z, 25:00:00Z",
        "10:05:00.001Z, 09:59:59Z",
        "10:05:00.001Z, 10:00:00Z",
    })
    void parse_refusesEveryOtherForm(String was, String becomes) {
        assertThat(TEXT).contains(was);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoginMessage.parse(TEXT.replace(was, becomes)))
                .withMessageStartingWith("login message");
    }

    @Test
    void parse_readsUpTo2000Characters() {
        String longest = TEXT.replace("/v1/", "/" + "v".repeat(2_000 - TEXT.length() + 2) + "/");
        assertThat(longest).hasSize(2_000);
        assertThat(LoginMessage.parse(longest).text()).isEqualTo(longest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoginMessage.parse(longest.replace("/node/", "/nodes/")))
                .withMessageContaining("not in the form");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\nResources:\n- https://example.org", "\r", " "})
    void parse_refusesAnythingBeforeOrAfter(String addition) {
        if (!addition.isEmpty()) {
            assertThatIllegalArgumentException().isThrownBy(() -> LoginMessage.parse(TEXT + addition));
            assertThatIllegalArgumentException().isThrownBy(() -> LoginMessage.parse(addition + TEXT));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> LoginMessage.parse(addition));
        assertThatIllegalArgumentException().isThrownBy(() -> LoginMessage.parse(TEXT.replace("\n", "\r\n")));
    }

    @Test
    void isValidAt_fromIssueUntilExpiration() {
        assertThat(MESSAGE.isValidAt(ISSUED.minusMillis(1))).isFalse();
        assertThat(MESSAGE.isValidAt(ISSUED)).isTrue();
        assertThat(MESSAGE.isValidAt(MESSAGE.expirationTime().minusMillis(1))).isTrue();
        assertThat(MESSAGE.isValidAt(MESSAGE.expirationTime())).isFalse();
    }
}
