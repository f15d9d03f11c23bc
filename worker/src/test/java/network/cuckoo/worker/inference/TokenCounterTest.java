package network.cuckoo.worker.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import network.cuckoo.domain.ModelId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCounterTest {
    @TempDir
    private Path cache;

    @Test
    void count_includesTheSpecialTokens_andAgreesWithTheModelsLimit() {
        try (var counter = TokenCounter.start(TestModels.CACHE, TestModels.bundles())) {
            assertThat(counter.maxTokens(TestModels.EMOJI)).isEqualTo(16);
            assertThat(counter.maxTokens(TestModels.MINILM)).isEqualTo(256);
            assertThat(counter.count(TestModels.EMOJI, "a red apple").count()).isEqualTo(5);
            assertThat(counter.count(TestModels.EMOJI, "red ".repeat(14)).count())
                    .isEqualTo(16);
            assertThat(counter.count(TestModels.EMOJI, "red ".repeat(300)).count())
                    .isEqualTo(302);
            assertThat(counter.count(TestModels.MINILM, "antidisestablishmentarianism")
                            .count())
                    .isGreaterThan(4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "7", "!", "red 🦄", "привет", "\u2665"})
    void count_knowsTheText_thatHasAWordOrSymbolOfTheVocabulary(String text) {
        try (var counter = TokenCounter.start(TestModels.CACHE, TestModels.bundles())) {
            assertThat(counter.count(TestModels.EMOJI, text).areKnown()).isTrue();
        }
    }

    /** The replacement character is dropped; the unicorn and the rune become the token for what is unknown. */
    @ParameterizedTest
    @ValueSource(strings = {"\ufffd", "🦄", "🦄 🦄", "ᚠ", "[UNK]"})
    void count_knowsNothing_whereTheTokenizerDropsOrReplacesAll(String text) {
        try (var counter = TokenCounter.start(TestModels.CACHE, TestModels.bundles())) {
            assertThat(counter.count(TestModels.MINILM, text).areKnown()).isFalse();
        }
    }

    @Test
    void count_refusesAModelWithoutABundle() {
        try (var counter = TokenCounter.start(TestModels.CACHE, TestModels.bundles())) {
            assertThatThrownBy(() -> counter.count(new ModelId("other"), "text"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("other");
        }
    }

    @Test
    void start_loadsTheTokenizersAlone_inAFreshProcessWithAFreshCache() throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TokenCounting.class.getName(),
                        cache.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(output).isEqualTo("5 tokens, PyTorch false");
            assertThat(cache.resolve("djl/tokenizers")).isNotEmptyDirectory();
            assertThat(cache.resolve("djl/pytorch")).doesNotExist();
        } finally {
            process.destroyForcibly();
        }
    }
}
