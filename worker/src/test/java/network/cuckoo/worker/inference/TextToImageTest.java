package network.cuckoo.worker.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import network.cuckoo.worker.bundle.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pictures are those that the Python pipeline made when the model was trained ({@code reference.json} and its pixels). */
class TextToImageTest {
    private static final int MAX_DIFFERENCE = 2;

    @JsonIgnoreProperties(ignoreUnknown = true)
    record References(List<Reference> images) {}

    record Reference(String prompt, long seed, int steps, double guidance, String file, String sha256) {
        TextToImageRequest request() {
            return new TextToImageRequest(prompt, seed, steps, guidance);
        }
    }

    static Stream<Reference> references() throws IOException {
        var json = Path.of("models", "emoji", "reference.json").toFile();
        return new ObjectMapper().readValue(json, References.class).images().stream();
    }

    @ParameterizedTest
    @MethodSource("references")
    void picture_isTheReference_upToRounding(Reference reference) throws IOException {
        var result = TestModels.loaded().run(TestModels.EMOJI, reference.request(), ProgressListener.NONE);

        var pixels = pixels(ImageIO.read(new ByteArrayInputStream(result.bytes())));
        if (!sha256(pixels).equals(reference.sha256())) {
            var expected = referencePixels(reference);
            assertThat(pixels).hasSameSizeAs(expected);
            assertThat(largestDifference(pixels, expected)).isLessThanOrEqualTo(MAX_DIFFERENCE);
        }
    }

    @ParameterizedTest
    @MethodSource("references")
    void committedReferencePixels_haveTheHashOfReferenceJson(Reference reference) throws IOException {
        assertThat(sha256(referencePixels(reference))).isEqualTo(reference.sha256());
    }

    @Test
    void picture_isTheSameBytes_whenDrawnAgain() {
        var request = new TextToImageRequest("a red apple", 7, 3, 3);

        var first = TestModels.loaded().run(TestModels.EMOJI, request, ProgressListener.NONE);
        var second = TestModels.loaded().run(TestModels.EMOJI, request, ProgressListener.NONE);

        assertThat(first.mediaType()).isEqualTo("image/png");
        assertThat(second.bytes()).isEqualTo(first.bytes());
    }

    @Test
    void picture_differs_byEachPartOfTheRequest() {
        var pictures = Stream.of(
                        new TextToImageRequest("a red apple", 7, 3, 3),
                        new TextToImageRequest("a blue car", 7, 3, 3),
                        new TextToImageRequest("a red apple", 7L | 1L << 63, 3, 3),
                        new TextToImageRequest("a red apple", 7, 4, 3),
                        new TextToImageRequest("a red apple", 7, 3, 2))
                .map(request -> TestModels.loaded().run(TestModels.EMOJI, request, ProgressListener.NONE))
                .map(result -> Sha256.of(result.bytes()));

        assertThat(pictures).doesNotHaveDuplicates();
    }

    @Test
    void progress_isTold_afterEachStep() {
        var heard = new ArrayList<String>();

        TestModels.loaded()
                .run(
                        TestModels.EMOJI,
                        new TextToImageRequest("sunflower", 1, 3, 3),
                        (done, total) -> heard.add(done + "/" + total));

        assertThat(heard).containsExactly("1/3", "2/3", "3/3");
    }

    @Test
    void prompt_isRefused_whenItHasMoreTokensThanTheModelTakes() {
        var fourteenWords = "red ".repeat(14).strip();
        var longest = new TextToImageRequest(fourteenWords, 1, 1, 3);
        var tooLong = new TextToImageRequest(fourteenWords + " red", 1, 1, 3);

        assertThat(TestModels.loaded()
                        .run(TestModels.EMOJI, longest, ProgressListener.NONE)
                        .bytes())
                .isNotEmpty();
        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(() -> TestModels.loaded().run(TestModels.EMOJI, tooLong, ProgressListener.NONE))
                .withMessageContaining("17 tokens")
                .extracting(InferenceException::code)
                .isEqualTo(InferenceException.Code.INPUT_TOO_LONG);
    }

    @Test
    void run_isRefused_whenTheModelIsOfAnotherKind() {
        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(() -> TestModels.loaded()
                        .run(TestModels.MINILM, new TextToImageRequest("cat", 1, 1, 1), ProgressListener.NONE))
                .extracting(InferenceException::code)
                .isEqualTo(InferenceException.Code.UNKNOWN_MODEL);
    }

    private static byte[] referencePixels(Reference reference) throws IOException {
        var png = "/emoji-reference/" + reference.file().replace(".rgb", ".png");
        try (var stream = TextToImageTest.class.getResourceAsStream(png)) {
            return pixels(ImageIO.read(stream));
        }
    }

    private static byte[] pixels(BufferedImage image) {
        var pixels = new byte[3 * image.getWidth() * image.getHeight()];
        for (var i = 0; i < pixels.length; i++) {
            var pixel = image.getRGB(i / 3 % image.getWidth(), i / 3 / image.getWidth());
            pixels[i] = (byte) (pixel >> 8 * (2 - i % 3));
        }
        return pixels;
    }

    private static int largestDifference(byte[] left, byte[] right) {
        var largest = 0;
        for (var i = 0; i < left.length; i++) {
            largest = Math.max(largest, Math.abs((left[i] & 0xff) - (right[i] & 0xff)));
        }
        return largest;
    }

    private static String sha256(byte[] bytes) {
        return Sha256.of(bytes).hex().substring(2);
    }
}
