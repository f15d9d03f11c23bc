package network.cuckoo.cli.offer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.Collectors;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.Wei;
import network.cuckoo.scheduler.ModelOffer;
import network.cuckoo.worker.bundle.ModelBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelsFileTest {
    private static final String GOOD = """
            models:
              emoji:
                kind: text-to-image
                model-hash: "0x1111111111111111111111111111111111111111111111111111111111111111"
                price: 2 CAI
                lease-seconds: 60
                max-tokens: 16
                max-output-bytes: 1000
                media-types: [image/png]
            """;

    @Test
    void bundled_namesTheVeryBundlesThatMinersServe() {
        var offered = ModelsFile.bundled().stream().collect(Collectors.toMap(ModelOffer::id, ModelOffer::modelHash));
        assertThat(offered).hasSize(2);
        offered.forEach((model, hash) ->
                assertThat(ModelBundle.bundled(model).modelHash()).isEqualTo(hash));
    }

    @Test
    void parse_readsEveryKey() {
        ModelOffer offer = ModelsFile.parse("test", GOOD).getFirst();
        assertThat(offer.id()).isEqualTo(new ModelId("emoji"));
        assertThat(offer.price()).isEqualTo(Wei.ofCai(2));
        assertThat(offer.leaseTime()).isEqualTo(Duration.ofSeconds(60));
        assertThat(offer.maxTokens()).isEqualTo(16);
        assertThat(offer.maxOutputBytes()).isEqualTo(1_000);
        assertThat(offer.mediaTypes()).containsExactly("image/png");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "price: 2 CAI|price: 0 CAI|its price must be above zero",
                "price: 2 CAI|price: two|not an amount",
                "kind: text-to-image|kind: text-to-song|unknown kind",
                "lease-seconds: 60|lease-seconds: 0|lease time",
                "lease-seconds: 60|lease-minutes: 1|lease-seconds",
                "max-tokens: 16|max-tokens: 0|token limit",
                "max-tokens: 16|max-tokens: many|is no value for the key 'models.emoji.max-tokens'",
                "max-tokens: 16|max-tokens: [16]|in line 7: what it says is no value",
                "max-tokens: 16|most-tokens: 16|max-tokens",
                "max-output-bytes: 1000|max-output-bytes: 2000000|output limit",
                "media-types: [image/png]|media-types: []|media type",
                "emoji:|Emoji:|not a model name",
                "0x1111|0xzz11|not 32 bytes"
            })
    void parse_refusesAndSaysWhy_whenAValueIsBad(String good, String bad, String reason) {
        String yaml = GOOD.replace(good, bad);
        assertThat(yaml).isNotEqualTo(GOOD);
        assertThatThrownBy(() -> ModelsFile.parse("models.yaml", yaml))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("models.yaml")
                .hasMessageContaining(reason)
                .hasMessageNotContaining("network.cuckoo")
                .extracting(failure -> ((CommandFailure) failure).exitCode())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void parse_refuses_whenAKeyIsUnknown() {
        assertThatThrownBy(() -> ModelsFile.parse("models.yaml", GOOD + "    hurry: true\n"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("hurry");
    }

    @Test
    void parse_refuses_whenAModelIsThereTwice() {
        String twice = GOOD + GOOD.substring(GOOD.indexOf("  emoji"));
        assertThatThrownBy(() -> ModelsFile.parse("models.yaml", twice))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("emoji");
    }
}
