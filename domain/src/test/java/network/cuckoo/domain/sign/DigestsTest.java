package network.cuckoo.domain.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.List;
import java.util.UUID;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.CandidateKind;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.Fence;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.TaskId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestsTest {
    private static final Address CONTRACT = Address.parse("0x" + "cc".repeat(20));
    private static final ChainId CHAIN = new ChainId(31337);
    private static final NodeAddress NODE = NodeAddress.parse("0x" + "01".repeat(20));
    private static final String RS = "0x" + "12".repeat(64);

    /** The example of EIP-712. */
    @Test
    void eip712Domain_isTheStandardsExample() {
        var domain = new Eip712Domain("Ether Mail", "1", new ChainId(1), CONTRACT);
        assertThat(domain.separator().hex())
                .isEqualTo("0xf2cee375fa42b42143804025fc449deafd50cc031ca257e0b194a650a912090f");
        var mail = Hash32.parse("0xc52c0ee5d84264471806290a3f2c4cecfc5490626bf912d01f240d7a274b371e");
        assertThat(domain.digest(mail).hex())
                .isEqualTo("0xbe609aee343fb3c4b28e1df9e632fca64fcfaede20f02e86244efddf30957bd2");
    }

    @Test
    void consent_isBoundToEachField() {
        OwnerAddress owner = OwnerAddress.parse("0x" + "02".repeat(20));
        BigInteger one = BigInteger.ONE;
        var was = new NodeConsent(owner, NODE, CandidateKind.MINER, one, one);
        assertThat(List.of(
                        was.digest(CHAIN, CONTRACT),
                        was.digest(new ChainId(1), CONTRACT),
                        was.digest(CHAIN, Address.ZERO),
                        new NodeConsent(owner, NODE, CandidateKind.COORDINATOR, one, one).digest(CHAIN, CONTRACT),
                        new NodeConsent(owner, NODE, CandidateKind.MINER, BigInteger.TWO, one).digest(CHAIN, CONTRACT),
                        new NodeConsent(owner, NODE, CandidateKind.MINER, one, BigInteger.TWO).digest(CHAIN, CONTRACT)))
                .doesNotHaveDuplicates();
    }

    @Test
    void taskResult_isBoundToItsFence() {
        assertThat(result(1).digest(CHAIN, CONTRACT)).isNotEqualTo(result(2).digest(CHAIN, CONTRACT));
    }

    @Test
    void uuid_standsInTheLowHalfOfAWord() {
        assertThat(TaskResult.bytes32(UUID.fromString("01980000-0000-7000-8000-0000000000ff"))
                        .hex())
                .isEqualTo("0x00000000000000000000000000000000019800000000700080000000000000ff");
    }

    /** Known from ethers' documentation of hashMessage. */
    @Test
    void personalMessage_isTheKnownDigest() {
        assertThat(PersonalMessage.digest("Hello World").hex())
                .isEqualTo("0xa1de988600a42c4b4ab089b619297c17d53cffae5d5120d82d8a92d0bb3b78f2");
    }

    /** The examples of EIP-55. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x52908400098527886E0F7030069857D2E4169EE7",
                "0xde709f2102306220921060314715629080e2fb77",
                "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
                "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
                "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb"
            })
    void checksumAddress_isTheStandards(String text) {
        assertThat(ChecksumAddress.format(ChecksumAddress.parse(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
                "0x5AAEB6053F3E94C9B9A09F33669435E7EF1BEAED",
                "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD",
                "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe"
            })
    void checksumAddress_refusesOtherCapitals(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ChecksumAddress.parse(text));
    }

    @Test
    void signature_isOneTextForItsBytes() {
        var signature = new Signature(RS + "1b");
        assertThat(signature.recoveryId()).isZero();
        assertThat(signature.bytes()).hasSize(65).endsWith(27);
        assertThat(Signature.of(signature.rs(), 0)).isEqualTo(signature);
        assertThat(Signature.of(signature.rs(), 1)).isEqualTo(new Signature(RS + "1c"));
        assertThat(new Signature(RS + "1c").recoveryId()).isOne();
        assertThat(signature).hasToString(RS + "1b");
        assertThat(signature.s()).isEqualTo(new BigInteger("12".repeat(32), 16));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "01", "02", "1d", "1B", "1C", "1b00", "zz"})
    void signature_refusesOtherForms(String v) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Signature(RS + v));
        assertThatIllegalArgumentException().isThrownBy(() -> Signature.of(new byte[64], 2));
        assertThatIllegalArgumentException().isThrownBy(() -> Signature.of(new byte[63], 0));
    }

    private static TaskResult result(long fence) {
        return new TaskResult(
                NODE,
                new TaskId(new UUID(1, 2)),
                new LeaseId(new UUID(3, 4)),
                new Fence(fence),
                Hash32.ZERO,
                Hash32.ZERO,
                Hash32.ZERO);
    }
}
