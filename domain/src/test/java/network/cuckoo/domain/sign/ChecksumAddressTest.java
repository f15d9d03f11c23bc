package network.cuckoo.domain.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import network.cuckoo.domain.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksumAddressTest {
    private static final Address ADDRESS = Address.parse("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"); // of EIP-55

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
                "0x5AAEB6053F3E94C9B9A09F33669435E7EF1BEAED"
            })
    void parseTyped_takesOneCase_andMixedCaseThatFits(String text) {
        assertThat(ChecksumAddress.parseTyped(text)).isEqualTo(ADDRESS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", // one capital
                "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAee", // one digit
                "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeaDe" // two changed places
            })
    void parseTyped_refusesMixedCase_thatDoesNotFit(String text) {
        assertThatThrownBy(() -> ChecksumAddress.parseTyped(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("don't fit its digits (EIP-55)");
    }

    @Test
    void parseTyped_refusesWhatIsNoAddress() {
        assertThatThrownBy(() -> ChecksumAddress.parseTyped("0x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not an address");
    }
}
