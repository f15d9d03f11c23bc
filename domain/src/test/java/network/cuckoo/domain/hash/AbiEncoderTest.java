package network.cuckoo.domain.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.HexFormat;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
import org.junit.jupiter.api.Test;

class AbiEncoderTest {
    @Test
    void encode_ofStaticTypes_isOneWordEach() {
        assertEncoded(
                new AbiEncoder().uint(69).bool(true).bool(false).address(Address.parse("0x" + "ab".repeat(20))),
                "0000000000000000000000000000000000000000000000000000000000000045",
                "0000000000000000000000000000000000000000000000000000000000000001",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "000000000000000000000000abababababababababababababababababababab");
    }

    @Test
    void encode_putsDynamicValuesIntoTheTail() {
        assertEncoded(
                new AbiEncoder().string("dave").bytes32(Hash32.ZERO).bytes(new byte[] {1, 2}),
                "0000000000000000000000000000000000000000000000000000000000000060",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "00000000000000000000000000000000000000000000000000000000000000a0",
                "0000000000000000000000000000000000000000000000000000000000000004",
                "6461766500000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000002",
                "0102000000000000000000000000000000000000000000000000000000000000");
    }

    @Test
    void encode_padsNothing_whenTheContentFillsItsWords() {
        assertThat(new AbiEncoder().bytes(new byte[0]).encode()).hasSize(64);
        assertThat(new AbiEncoder().bytes(new byte[32]).encode()).hasSize(96);
        assertThat(new AbiEncoder().bytes(new byte[33]).encode()).hasSize(128);
        assertThat(new AbiEncoder().encode()).isEmpty();
    }

    @Test
    void string_isCountedInBytes() {
        assertThat(new AbiEncoder().string("ü").encode()[63]).isEqualTo((byte) 2);
    }

    @Test
    void uint64Bits_areUnsigned() {
        assertEncoded(
                new AbiEncoder().uint64Bits(-1), "000000000000000000000000000000000000000000000000ffffffffffffffff");
    }

    @Test
    void uint_takes256Bits_andNoSign() {
        BigInteger largest = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);
        assertEncoded(new AbiEncoder().uint(largest), "ff".repeat(32));
        assertThatIllegalArgumentException().isThrownBy(() -> new AbiEncoder().uint(largest.add(BigInteger.ONE)));
        assertThatIllegalArgumentException().isThrownBy(() -> new AbiEncoder().uint(-1));
    }

    @Test
    void keccak_isTheHashOfTheEncoding() {
        // Known as the place where Solidity keeps the elements of a dynamic array declared in slot 1.
        assertThat(new AbiEncoder().uint(1).keccak().hex())
                .isEqualTo("0xb10e2d527612073b26eecdfd717e6a320cf44b4afac2b0732d9fcbe2b7fa0cf6");
    }

    private static void assertEncoded(AbiEncoder encoder, String... words) {
        assertThat(HexFormat.of().formatHex(encoder.encode())).isEqualTo(String.join("", words));
    }
}
