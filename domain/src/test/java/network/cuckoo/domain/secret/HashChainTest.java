package network.cuckoo.domain.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import network.cuckoo.domain.EpochNumber;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.hash.Keccak256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashChainTest {
    private static final Hash32 SEED = Hash32.parse("0x" + "5e".repeat(32));
    private static final EpochNumber FIRST = new EpochNumber(480_000);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 1023, 1024, 1025, 3000})
    void preimages_leadFromTheTipBackToTheSeed(int length) {
        HashChain chain = HashChain.from(SEED, length);
        Hash32 value = chain.tip();
        for (int steps = 1; steps <= length; steps++) {
            Hash32 preimage = chain.preimage(steps);
            assertThat(Keccak256.hash(preimage.bytes())).isEqualTo(value);
            value = preimage;
        }
        assertThat(value).isEqualTo(SEED);
    }

    @Test
    void preimage_isRefused_outsideTheChain() {
        HashChain chain = HashChain.from(SEED, 5);
        assertThatIllegalArgumentException().isThrownBy(() -> chain.preimage(0));
        assertThatIllegalArgumentException().isThrownBy(() -> chain.preimage(6)).withMessageContaining("1 to 5");
        assertThatIllegalArgumentException().isThrownBy(() -> HashChain.from(SEED, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HashChain.from(SEED, HashChain.LONGEST + 1))
                .withMessageContaining("1 to 20000000");
    }

    @Test
    void leadsTo_takesTheRightNumberOfStepsOnly() {
        HashChain chain = HashChain.from(SEED, 50);
        assertThat(HashChain.leadsTo(chain.preimage(7), chain.tip(), 7)).isTrue();
        assertThat(HashChain.leadsTo(chain.preimage(7), chain.tip(), 6)).isFalse();
        assertThat(HashChain.leadsTo(chain.preimage(7), chain.tip(), 8)).isFalse();
        assertThat(HashChain.leadsTo(chain.tip(), chain.tip(), 0)).isTrue();
        assertThat(HashChain.leadsTo(chain.tip(), chain.tip(), -1)).isFalse();
    }

    @Test
    void secretOfTheFirstEpoch_isOneStepFromTheTip() {
        var secrets = new EpochSecrets(HashChain.from(SEED, 100), FIRST);
        assertThat(Keccak256.hash(secrets.secretOf(FIRST).bytes()))
                .isEqualTo(secrets.chain().tip());
        var third = new EpochNumber(FIRST.value() + 2);
        assertThat(HashChain.leadsTo(secrets.secretOf(third), secrets.chain().tip(), 3))
                .isTrue();
    }

    @Test
    void matches_onlyTheEpochsOwnSecret() {
        var secrets = new EpochSecrets(HashChain.from(SEED, 100), FIRST);
        var epoch = new EpochNumber(FIRST.value() + 9);
        Hash32 secret = secrets.secretOf(epoch);
        Hash32 tip = secrets.chain().tip();
        assertThat(EpochSecrets.matches(secret, tip, FIRST, epoch)).isTrue();
        assertThat(EpochSecrets.matches(secret, tip, FIRST, new EpochNumber(epoch.value() + 1)))
                .isFalse();
        assertThat(EpochSecrets.matches(secrets.secretOf(FIRST), tip, FIRST, FIRST))
                .isTrue();
        assertThat(EpochSecrets.matches(tip, tip, FIRST, new EpochNumber(FIRST.value() - 1)))
                .isFalse();
    }

    @Test
    void secrets_endWithTheChain() {
        var secrets = new EpochSecrets(HashChain.from(SEED, 100), FIRST);
        assertThat(secrets.lastEpoch()).isEqualTo(new EpochNumber(FIRST.value() + 99));
        assertThat(secrets.secretOf(secrets.lastEpoch())).isEqualTo(SEED);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> secrets.secretOf(new EpochNumber(FIRST.value() + 100)))
                .withMessageContaining("new tip");
        assertThatIllegalArgumentException().isThrownBy(() -> secrets.secretOf(new EpochNumber(FIRST.value() - 1)));
    }

    @Test
    void toString_hidesTheSeed() {
        var secrets = new EpochSecrets(HashChain.from(SEED, 3), FIRST);
        assertThat(secrets.toString()).contains(secrets.chain().tip().hex()).doesNotContain("5e5e5e");
    }
}
