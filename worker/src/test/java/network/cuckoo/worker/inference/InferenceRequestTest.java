package network.cuckoo.worker.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import network.cuckoo.domain.ModelId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class InferenceRequestTest {
    @ParameterizedTest
    @CsvSource({"'', 20, 3", "' ', 20, 3", "cat, 0, 3", "cat, 51, 3", "cat, 20, -0.1", "cat, 20, 20.1", "cat, 20, NaN"})
    void textToImage_isRefused_outsideItsLimits(String prompt, int steps, double guidance) {
        assertThatIllegalArgumentException().isThrownBy(() -> new TextToImageRequest(prompt, 1, steps, guidance));
    }

    @Test
    void textEmbedding_isRefused_whenEmpty() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TextEmbeddingRequest(" \n"));
    }

    static Stream<InferenceRequest> requests() {
        return Stream.of(
                new TextToImageRequest("line\nbreak \"quoted\" سلام", Long.MIN_VALUE, 50, 0.1),
                new TextEmbeddingRequest("emoji 🍎 and \u2028 separator"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void request_crossesToTheChildUnchanged_onOneLine(InferenceRequest request) throws IOException {
        var message = new ParentMessage.Run(new RunId("7"), new ModelId("emoji"), request);
        var out = new ByteArrayOutputStream();

        JsonLines.write(out, message);

        var line = out.toString(StandardCharsets.UTF_8);
        assertThat(line.lines()).hasSize(1);
        assertThat(JsonLines.read(line, ParentMessage.class)).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource({"nonsense", "'{}'", "'{\"type\":\"explode\"}'"})
    void message_isRefused_whenItIsNone(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> JsonLines.read(line, ParentMessage.class));
    }
}
