package network.cuckoo.domain.hash;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Keccak256Test {
    @ParameterizedTest
    @CsvSource({
        "'', c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470",
        "abc, 4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45",
        "The quick brown fox jumps over the lazy dog, 4d741b6f1eb29cb2a9b9911c82f56fa8d73b04959d3d9d222895df6c0b28aa15",
        "'Transfer(address,address,uint256)', ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef",
    })
    void hash_isTheKnownOne(String text, String hash) {
        assertThat(Keccak256.hash(text).hex()).isEqualTo("0x" + hash);
    }

    @ParameterizedTest
    @CsvSource({"135", "136", "137", "271", "272", "273", "1000"})
    void digest_leavesItsInputAlone(int length) {
        var data = new byte[length];
        Keccak256.digest(data);
        assertThat(data).isEqualTo(new byte[length]);
    }

    @Test
    void sha256_isTheKnownOne() {
        assertThat(Sha256.hash(new byte[0]).hex())
                .isEqualTo("0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
