package network.cuckoo.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.client.AppClient;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.hash.Sha256;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({"chain, the chain", "postgres, Postgres"})
    @Order(2)
    void beginning_isBrokenOffAtOnce_whenAServiceIsKilled(String part, String name) throws Exception {
        try (var demo = DemoProcess.start(folder, Map.of()).awaitStarted()) {
            long service = demo.pid(part);
            DemoProcess.kill(service);

            assertThat(demo.awaitEnd(SOON)).as(demo.output()).isEqualTo(ExitCode.FAILED.number());
            assertThat(demo.output())
                    .contains(
                            "! " + name + " (process " + service + ") ended unasked; the end of its log ",
                            "| ", // whatever it wrote
                            "cuckoo: " + name + " ended before the first tasks were done; start the demo again");
            assertThat(demo.children()).as("processes still there").isEmpty();
        }
    }

    @Test
    @Order(3)
    void demoEndedInItsFirstMoments_leavesNothingBehind_thatWasJustBeingStarted() throws Exception {
        try (var demo = DemoProcess.start(folder, Map.of())) {
            demo.awaitOutput("continuing with the data in");
            demo.stop();

            assertThat(demo.awaitEnd(SOON)).as(demo.output()).isEqualTo(TERMINATED);
            assertThat(processesIn(folder)).as("processes still there").isEmpty();
        }
    }

    /** Processes that work or write in this folder. */
    private static List<String> processesIn(Path folder) throws Exception {
        List<String> found = new ArrayList<>();
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                for (String link : List.of("cwd", "fd/1")) {
                    try {
                        if (Files.readSymbolicLink(process.resolve(link)).startsWith(folder.toRealPath())) {
                            found.add(process + ": " + Files.readString(process.resolve("cmdline")));
                        }
                    } catch (IOException e) {
                        continue; // it has ended, or is somebody else's
                    }
                }
            }
        }
        return found;
    }

    @Test
    @Tag("deep")
    @Order(4)
    void demo_goesOnWithItsData_staysUpWithoutServices_andEndsOnceWhenSignalledTwice() throws Exception {
        try (var demo = DemoProcess.start(folder, Map.of()).awaitUp()) {
            assertThat(demo.output()).contains("continuing with the data in");
            killAndAwaitWord(demo, "chain", "the chain");
            AppClient app = demo.app();
            JsonNode offer = AppClient.offer("minilm", AppClient.object().put("text", "without a chain"));
            var task =
                    TaskId.parse(app.submit(offer, Optional.empty()).path("id").asText());
            assertThat(app.await(task, SOON, event -> {}).path("state").asText())
                    .isEqualTo("SUCCEEDED");
            killAndAwaitWord(demo, "postgres", "Postgres");
            assertThat(demo.isUp()).isTrue();

            demo.stop();
            demo.stop();

            assertThat(demo.awaitEnd(SOON)).as(demo.output()).isEqualTo(TERMINATED);
            assertThat(demo.output()).containsOnlyOnce(" s  ending").doesNotContain("! ending");
            assertThat(demo.children()).as("processes still there").isEmpty();
        }
    }

    private static void killAndAwaitWord(DemoProcess demo, String part, String name) {
        long service = demo.pid(part);
        DemoProcess.kill(service);
        demo.awaitOutput("! " + name + " (process " + service + ") ended unasked; the end of its log ");
        demo.awaitOutput("the other parts wait for it; end the demo and start it again to go on with the same data");
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
