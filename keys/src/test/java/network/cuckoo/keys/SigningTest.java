package network.cuckoo.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.IntStream;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.hash.AbiEncoder;
import network.cuckoo.domain.sign.PersonalMessage;
import network.cuckoo.domain.sign.Signature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;

class SigningTest {
    private static final BigInteger ORDER =
            new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
    /** The first account of anvil and Hardhat. */
    private static final NodeKey KNOWN =
            NodeKey.parse("0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");

    static IntStream seeds() {
        return IntStream.range(0, 20);
    }

    @Test
    void address_isTheKnownOne() {
        assertThat(KNOWN.address().hex()).isEqualTo("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266");
        assertThat(KNOWN.nodeAddress().address()).isEqualTo(KNOWN.address());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void sign_isWhatWeb3jSigns(int seed) {
        NodeKey key = key(seed);
        Hash32 digest = digest(seed);
        var pair = Credentials.create(key.revealHex());
        assertThat(key.address().hex()).isEqualTo(pair.getAddress());
        Sign.SignatureData expected = Sign.signMessage(digest.bytes(), pair.getEcKeyPair(), false);
        HexFormat hex = HexFormat.of();
        assertThat(key.sign(digest).hex())
                .isEqualTo("0x" + hex.formatHex(expected.getR()) + hex.formatHex(expected.getS())
                        + hex.formatHex(expected.getV()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void recover_namesTheSigner_andNobodyElse(int seed) {
        NodeKey key = key(seed);
        Signature signature = key.sign(digest(seed));
        assertThat(SignatureCheck.recover(digest(seed), signature)).isEqualTo(new Recovery.Signer(key.address()));
        assertThat(SignatureCheck.isBy(key.address(), digest(seed + 1), signature))
                .isFalse();
        assertThat(SignatureCheck.isBy(key(seed + 1).address(), digest(seed), signature))
                .isFalse();
    }

    @Test
    void recover_refusesTheOtherFormOfASignature() {
        Signature signature = KNOWN.sign(digest(1));
        byte[] rs = signature.rs();
        System.arraycopy(AbiEncoder.word(ORDER.subtract(signature.s())), 0, rs, 32, 32);
        var twin = Signature.of(rs, 1 - signature.recoveryId());
        assertThat(SignatureCheck.recover(digest(1), twin))
                .isEqualTo(new Recovery.Invalid("the signature's s is in the upper half of the curve's order"));
    }

    @Test
    void recover_refusesASignatureThatFitsNoKey() {
        assertThat(SignatureCheck.recover(digest(1), Signature.of(new byte[64], 0)))
                .isInstanceOf(Recovery.Invalid.class);
        var beyond = new byte[64];
        System.arraycopy(AbiEncoder.word(ORDER), 0, beyond, 0, 32);
        beyond[63] = 1;
        assertThat(SignatureCheck.recover(digest(1), Signature.of(beyond, 0))).isInstanceOf(Recovery.Invalid.class);
    }

    @Test
    void personalMessage_isRecoveredByWeb3j() throws Exception {
        String text = "Grüße 🍎";
        Signature signature = KNOWN.sign(PersonalMessage.digest(text));
        byte[] bytes = signature.bytes();
        var data = new Sign.SignatureData(bytes[64], Arrays.copyOf(bytes, 32), Arrays.copyOfRange(bytes, 32, 64));
        BigInteger key = Sign.signedPrefixedMessageToKey(text.getBytes(StandardCharsets.UTF_8), data);
        assertThat("0x" + Keys.getAddress(key)).isEqualTo(KNOWN.address().hex());
    }

    @Test
    void generate_makesDifferentKeys() {
        var random = new SecureRandom();
        assertThat(NodeKey.generate(random).address())
                .isNotEqualTo(NodeKey.generate(random).address());
    }

    @Test
    void toString_hidesTheSecret() {
        assertThat(KNOWN.toString()).contains(KNOWN.address().hex()).doesNotContain(KNOWN.revealHex());
        assertThat(new Password("hunter2").toString()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0x1234",
                "zz0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141"
            })
    void parse_refusesWhatIsNoKey_withoutRepeatingIt(String text) {
        assertThatThrownBy(() -> NodeKey.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not a private key")
                .satisfies(e -> assertThat(text.isEmpty()
                                || !String.valueOf(e.getMessage()).contains(text))
                        .isTrue());
    }

    private static NodeKey key(int seed) {
        var bytes = new byte[32];
        new Random(seed).nextBytes(bytes);
        return NodeKey.of(bytes);
    }

    private static Hash32 digest(int seed) {
        var bytes = new byte[32];
        new Random(1_000L + seed).nextBytes(bytes);
        return Hash32.of(bytes);
    }
}
