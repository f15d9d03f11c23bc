package network.cuckoo.worker.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import network.cuckoo.domain.Fence;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.hash.Sha256;
import network.cuckoo.domain.sign.Signature;
import network.cuckoo.domain.sign.TaskResult;
import network.cuckoo.keys.Recovery;
import network.cuckoo.keys.SignatureCheck;
import network.cuckoo.worker.bundle.ModelBundle;
import network.cuckoo.worker.inference.InferenceProcess;
import network.cuckoo.worker.inference.InferenceSettings;
import org.junit.jupiter.api.Test;

/** The node with its real child process and the bundled picture model. */
class RealInferenceTest {
    private static final ModelId EMOJI = new ModelId("emoji");
    private static final Path CACHE = Path.of("target", "model-cache");
    private static final Duration LONG = Duration.ofSeconds(90);

    private final FakeCoordinator coordinator = new FakeCoordinator(Harness.KEY.nodeAddress());

    @Test
    void picture_isDrawnSignedAndHandedIn() throws Exception {
        try (coordinator;
                var node = MinerNode.open(config(), InstantSource.system())) {
            var outcome = CompletableFuture.supplyAsync(node::run);
            var offer = Offers.image(EMOJI, emojiHash(), "a red apple");
            var lease = coordinator.offer(offer);
            await().atMost(LONG).until(() -> coordinator.hasAccepted(lease));
            node.stop();

            assertThat(outcome.get(60, TimeUnit.SECONDS)).isEqualTo(new MinerOutcome.Drained());
            JsonNode result = coordinator.requests("result").getFirst().body();
            assertShowsSomething(result.get("output").binaryValue());
            assertThat(signer(offer, result)).isEqualTo(new Recovery.Signer(Harness.KEY.address()));
            assertThat(coordinator.requests("progress")).isNotEmpty();
        }
    }

    @Test
    void killedChild_costsOneTask_andTheNextOneIsDone() {
        var process = InferenceProcess.start(new InferenceSettings(CACHE, 0, List.of(EMOJI), LONG));
        try (coordinator;
                var node = new MinerNode(config(), process, process.device(), InstantSource.system())) {
            var outcome = CompletableFuture.supplyAsync(node::run);
            var offer = Offers.image(EMOJI, emojiHash(), "a red apple");
            var lost = coordinator.offer(offer);
            await().atMost(LONG)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> !coordinator.requests("progress").isEmpty());
            ProcessHandle.of(process.pid()).orElseThrow().destroyForcibly();
            await().atMost(LONG).until(() -> !coordinator.requests("fail").isEmpty());
            var next = coordinator.offer(Offers.image(EMOJI, emojiHash(), "a red apple"));
            await().atMost(LONG).until(() -> coordinator.hasAccepted(next));

            var fail = coordinator.requests("fail").getFirst();
            assertThat(fail.lease()).isEqualTo(lost.toString());
            assertThat(fail.body().get("code").textValue()).isEqualTo("inference-crashed");
            assertThat(outcome).isNotDone();
        }
    }

    private MinerConfig config() {
        return MinerConfig.parse(
                Map.of(
                        "coordinator", coordinator.address().toString(),
                        "chain-id", FakeCoordinator.CHAIN.toString(),
                        "cache-dir", CACHE.toString(),
                        "models", "emoji=1",
                        "coordinator-node", FakeCoordinator.COORDINATOR.hex(),
                        "staking", FakeCoordinator.STAKING.hex()),
                Harness.KEY);
    }

    private static Hash32 emojiHash() {
        return ModelBundle.bundled(EMOJI).modelHash();
    }

    private static void assertShowsSomething(byte[] png) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getWidth()).isEqualTo(image.getHeight()).isGreaterThanOrEqualTo(32);
        long colours = IntStream.range(0, image.getWidth() * image.getHeight())
                .map(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()))
                .distinct()
                .count();
        assertThat(colours).isGreaterThan(100);
    }

    private static Recovery signer(JsonNode offer, JsonNode result) throws IOException {
        var statement = new TaskResult(
                FakeCoordinator.COORDINATOR,
                TaskId.parse(offer.get("taskId").textValue()),
                LeaseId.parse(offer.get("leaseId").textValue()),
                new Fence(result.get("fence").longValue()),
                Hash32.parse(offer.get("requestHash").textValue()),
                Hash32.parse(offer.get("modelHash").textValue()),
                Sha256.hash(result.get("output").binaryValue()));
        return SignatureCheck.recover(
                statement.digest(FakeCoordinator.CHAIN, FakeCoordinator.STAKING),
                new Signature(result.get("signature").textValue()));
    }
}
