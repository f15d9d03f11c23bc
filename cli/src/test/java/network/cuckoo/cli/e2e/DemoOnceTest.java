package network.cuckoo.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import network.cuckoo.domain.hash.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoOnceTest {
    private static final Duration LIMIT = Duration.ofSeconds(240);

    @TempDir
    Path temporary;

    @Test
    void once_paintsARedApple_checksItsDraws_andLeavesNothingRunning() throws Exception {
        Path folder = temporary.resolve("network");
        try (var demo = DemoProcess.start(folder, Map.of(), "--once")) {
            int exitCode = demo.awaitEnd(LIMIT);
            assertThat(exitCode).as(demo.output()).isZero();
            JsonNode summary = demo.summary();
            assertThat(summary.path("ok").asBoolean()).isTrue();
            assertThat(summary.path("ledgerSum").asText()).isEqualTo("0");
            assertThat(summary.path("processesDied").asInt()).isZero();
            Set<String> models = new HashSet<>();
            for (JsonNode task : summary.path("tasks")) {
                models.add(task.path("model").asText());
                byte[] bytes = Files.readAllBytes(Path.of(task.path("output").asText()));
                assertThat(Sha256.hash(bytes).hex())
                        .isEqualTo(task.path("sha256").asText());
                assertThat(task.path("drawHolds").asBoolean()).isTrue();
                if (task.path("model").asText().equals("emoji")) {
                    assertThat(redShare(Path.of(task.path("output").asText()))).isGreaterThan(0.3);
                }
            }
            assertThat(models).containsExactlyInAnyOrder("emoji", "minilm");
            assertThat(demo.children()).as("processes still there").isEmpty();
        }
    }

    /** The share of pixels that are clearly red. */
    private static double redShare(Path picture) throws Exception {
        BufferedImage image = ImageIO.read(picture.toFile());
        int red = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y);
                int green = (rgb >> 8) & 0xff;
                int blue = rgb & 0xff;
                red += ((rgb >> 16) & 0xff) > 150 && green < 110 && blue < 110 ? 1 : 0;
            }
        }
        return (double) red / (image.getWidth() * image.getHeight());
    }
}
