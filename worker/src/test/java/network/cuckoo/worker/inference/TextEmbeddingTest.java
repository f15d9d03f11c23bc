package network.cuckoo.worker.inference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The expected vectors are onnxruntime's, by way of langchain4j, on the same ONNX file ({@code minilm-embeddings.json}). */
class TextEmbeddingTest {
    private static final float TOLERANCE = 1e-5f;

    static Stream<Map.Entry<String, float[]>> known() throws IOException {
        try (var json = TextEmbeddingTest.class.getResourceAsStream("/minilm-embeddings.json")) {
            return new ObjectMapper().readValue(json, new TypeReference<Map<String, float[]>>() {}).entrySet().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("known")
    void embedding_isThatOfOnnxruntime(Map.Entry<String, float[]> known) {
        assertThat(embed(known.getKey())).containsExactly(known.getValue(), within(TOLERANCE));
    }

    @Test
    void embedding_isCloser_forTextsOfTheSameMeaning() {
        var eating = embed("A man is eating food.");

        assertThat(cosine(eating, embed("A man is eating a piece of bread."))).isGreaterThan(0.7);
        assertThat(cosine(eating, embed("The girl is carrying a baby."))).isLessThan(0.2);
    }

    @Test
    void embedding_takesTextsUpToTheLimit_andRefusesLongerOnes() {
        assertThat(embed("word ".repeat(254))).hasSize(384);
        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(() -> embed("word ".repeat(255)))
                .withMessageContaining("257 tokens")
                .extracting(InferenceException::code)
                .isEqualTo(InferenceException.Code.INPUT_TOO_LONG);
    }

    private static float[] embed(String text) {
        var result = TestModels.loaded().run(TestModels.MINILM, new TextEmbeddingRequest(text), ProgressListener.NONE);
        assertThat(result.mediaType()).isEqualTo("application/json");
        return JsonLines.read(new String(result.bytes(), UTF_8), Answer.class).embedding();
    }

    private record Answer(float[] embedding) {}

    private static double cosine(float[] left, float[] right) {
        var sum = 0.0;
        for (var i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }
}
