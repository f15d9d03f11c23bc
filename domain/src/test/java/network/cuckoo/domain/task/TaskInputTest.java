package network.cuckoo.domain.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.ModelId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskInputTest {
    private static final TextToImageInput APPLE = new TextToImageInput("a red apple", -1, 20, 7_500);
    private static final TaskRequest REQUEST =
            new TaskRequest(new ModelId("emoji"), Hash32.ZERO, APPLE, Hash32.parse("0x" + "11".repeat(32)), true);

    @Test
    void kind_isTheNameInTheApi() {
        assertThat(APPLE.kind()).isEqualTo("text-to-image");
        assertThat(new TextEmbeddingInput("apple").kind()).isEqualTo("text-embedding");
    }

    @Test
    void seedText_isUnsigned() {
        assertThat(APPLE.seedText()).isEqualTo("18446744073709551615");
    }

    @Test
    void prompt_isCountedInCodePoints() {
        assertThatCode(() -> new TextToImageInput("🍎".repeat(400), 0, 1, 0)).doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TextToImageInput("🍎".repeat(401), 0, 1, 0))
                .withMessage("prompt must have 1 to 400 characters, not 401");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TextToImageInput("", 0, 1, 0))
                .withMessage("prompt must have 1 to 400 characters, not 0");
    }

    @Test
    void text_hasItsLimit() {
        assertThatCode(() -> new TextEmbeddingInput("x".repeat(2_000))).doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TextEmbeddingInput("x".repeat(2_001)))
                .withMessage("text must have 1 to 2000 characters, not 2001");
        assertThatIllegalArgumentException().isThrownBy(() -> new TextEmbeddingInput(""));
    }

    @Test
    void texts_mustBeWritable() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TextEmbeddingInput("a\0b"));
        assertThatIllegalArgumentException().isThrownBy(() -> new TextEmbeddingInput("a\ud83c"));
        assertThatIllegalArgumentException().isThrownBy(() -> new TextToImageInput("\udf4e", 0, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new TextEmbeddingInput("a\ud800"));
        assertThatIllegalArgumentException().isThrownBy(() -> new TextEmbeddingInput("a\udfff"));
        assertThatCode(() -> new TextEmbeddingInput("سلام\n")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {" ", "   ", "\t\n", "\u00a0", "\u200b", "\u0301", " \u0301\u200d", "\ufe0f", "\ue000", "\u0378"})
    void texts_mustNotBeBlank(String blank) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TextToImageInput(blank, 0, 1, 0))
                .withMessageStartingWith("prompt is blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TextEmbeddingInput(blank))
                .withMessageStartingWith("text is blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", " 1 ", "!", "_", "«", "+", "€", "^", "½", "Ⅷ", "你", "ʰ", "🍎", "e\u0301", "\u200b?"})
    void texts_mayBeOneReadableCharacter(String text) {
        assertThatCode(() -> new TextToImageInput(text, 0, 1, 0)).doesNotThrowAnyException();
        assertThatCode(() -> new TextEmbeddingInput(text)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"0, 0, steps", "51, 0, steps", "1, -1, guidance", "1, 20001, guidance"})
    void numbers_haveTheirLimits(int steps, int guidanceMilli, String named) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TextToImageInput("x", 0, steps, guidanceMilli))
                .withMessageStartingWith(named);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "50, 20000"})
    void numbers_reachTheirLimits(int steps, int guidanceMilli) {
        assertThatCode(() -> new TextToImageInput("x", 0, steps, guidanceMilli)).doesNotThrowAnyException();
    }

    @Test
    void hash_coversEachField() {
        assertThat(List.of(
                        APPLE.hash(),
                        new TextToImageInput("a red apple ", -1, 20, 7_500).hash(),
                        new TextToImageInput("a red apple", 0, 20, 7_500).hash(),
                        new TextToImageInput("a red apple", -1, 21, 7_500).hash(),
                        new TextToImageInput("a red apple", -1, 20, 7_501).hash(),
                        new TextEmbeddingInput("a red apple").hash()))
                .doesNotHaveDuplicates();
        assertThat(new TextToImageInput("a red apple", -1, 20, 7_500).hash()).isEqualTo(APPLE.hash());
    }

    @Test
    void requestHash_coversEachField_exceptWhoChoseTheNonce() {
        assertThat(List.of(
                        REQUEST.requestHash(),
                        new TaskRequest(new ModelId("other"), Hash32.ZERO, APPLE, REQUEST.nonce(), true).requestHash(),
                        new TaskRequest(REQUEST.model(), REQUEST.nonce(), APPLE, REQUEST.nonce(), true).requestHash(),
                        new TaskRequest(
                                        REQUEST.model(),
                                        Hash32.ZERO,
                                        new TextEmbeddingInput("x"),
                                        REQUEST.nonce(),
                                        true)
                                .requestHash(),
                        new TaskRequest(REQUEST.model(), Hash32.ZERO, APPLE, Hash32.ZERO, true).requestHash()))
                .doesNotHaveDuplicates();
        assertThat(new TaskRequest(REQUEST.model(), Hash32.ZERO, APPLE, REQUEST.nonce(), false).requestHash())
                .isEqualTo(REQUEST.requestHash());
    }
}
