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
import network.cuckoo.cli.ExitCode;
import network.cuckoo.domain.hash.Sha256;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One folder for all tests: a demo with services of its own is begun, begun again, and ended in every way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoLifeTest {
    private static final Duration LIMIT = Duration.ofSeconds(240);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int TERMINATED = 128 + 15;

    private Path folder;

    @BeforeAll
    void nameFolder(@TempDir Path temporary) {
        folder = temporary.resolve("network");
    }

    @Test
    @Order(1)
    void once_paintsARedApple_checksItsDraws_andLeavesNothingRunning() throws Exception {
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
            assertThat(demo.log("coordinator")).doesNotContain("CudaUtils");
        }
    }

    @Test
    @Order(2)
    void beginning_isBrokenOffAtOnce_whenPostgresIsKilled() throws Exception {
        try (var demo = DemoProcess.start(folder, Map.of()).awaitStarted()) {
            long postgres = demo.pid("postgres");
            DemoProcess.kill(postgres);

            assertThat(demo.awaitEnd(SOON)).as(demo.output()).isEqualTo(ExitCode.FAILED.number());
            assertThat(demo.output())
                    .contains(
                            "! Postgres (process " + postgres + ") ended unasked; the end of its log ",
                            "| ", // whatever it wrote
                            "cuckoo: Postgres ended before the first tasks were done; start the demo again");
            assertThat(demo.children()).as("processes still there").isEmpty();
        }
    }

    @Test
    @Order(3)
    void demo_goesOnWithItsData_staysUpWithoutPostgres_andEndsOnceWhenSignalledTwice() throws Exception {
        try (var demo = DemoProcess.start(folder, Map.of()).awaitUp()) {
            assertThat(demo.output()).contains("continuing with the data in");
            long postgres = demo.pid("postgres");
            DemoProcess.kill(postgres);
            demo.awaitOutput("! Postgres (process " + postgres + ") ended unasked; the end of its log ");
            demo.awaitOutput(
                    "the other parts wait for it; end the demo and start it again to go on with the same data");
            assertThat(demo.isUp()).isTrue();

            demo.stop();
            demo.stop();

            assertThat(demo.awaitEnd(SOON)).as(demo.output()).isEqualTo(TERMINATED);
            assertThat(demo.output()).containsOnlyOnce(" s  ending").doesNotContain("! ending");
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
