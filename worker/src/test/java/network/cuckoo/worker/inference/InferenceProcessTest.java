package network.cuckoo.worker.inference;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import network.cuckoo.domain.ModelId;
import network.cuckoo.worker.bundle.ModelBundle;
import network.cuckoo.worker.bundle.Sha256;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The inference child as its own process, spoken to as the miner node does. */
class InferenceProcessTest {
    private static final TextToImageRequest SHORT = new TextToImageRequest("a red apple", 7, 3, 3);
    private static final TextToImageRequest LONG = new TextToImageRequest("a red apple", 7, 50, 3);

    private static InferenceProcess process;

    @BeforeAll
    static void start() {
        process = InferenceProcess.start(InferenceSettings.withCache(TestModels.CACHE));
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @Test
    void models_areNamedByTheirContent() {
        var expected = TestModels.bundles().stream().map(ModelBundle::modelHash).toList();

        assertThat(process.models()).extracting(OfferedModel::hash).isEqualTo(expected);
        assertThat(process.models()).extracting(OfferedModel::maxTokens).containsExactly(16, 256);
    }

    @Test
    void output_isThatOfThisProcess_withProgressOnTheWay() throws Exception {
        var heard = Collections.synchronizedList(new ArrayList<String>());

        var result = process.run(
                        new RunId("same"), TestModels.EMOJI, SHORT, (done, total) -> heard.add(done + "/" + total))
                .get(30, SECONDS);

        var here = TestModels.loaded().run(TestModels.EMOJI, SHORT, ProgressListener.NONE);
        assertThat(Sha256.of(result.bytes())).isEqualTo(Sha256.of(here.bytes()));
        assertThat(result.mediaType()).isEqualTo("image/png");
        assertThat(result.gpuTime()).isPositive();
        assertThat(heard).containsExactly("1/3", "2/3", "3/3");
    }

    @Test
    void runs_allFinish_whenGivenAtOnce() {
        var runs = IntStream.range(0, 20)
                .mapToObj(i -> process.run(
                        new RunId("many-" + i),
                        TestModels.MINILM,
                        new TextEmbeddingRequest("text number " + i),
                        ProgressListener.NONE))
                .toList();

        var outputs = runs.stream().map(CompletableFuture::join).map(result -> Sha256.of(result.bytes()));
        assertThat(outputs).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void run_failsWithItsReason_andTheProcessLivesOn() throws Exception {
        var pid = process.pid();
        var tooLong = new TextEmbeddingRequest("word ".repeat(300));

        assertThat(failure(process.run(new RunId("long"), TestModels.MINILM, tooLong, ProgressListener.NONE)))
                .isEqualTo(InferenceException.Code.INPUT_TOO_LONG);
        assertThat(failure(process.run(new RunId("no"), new ModelId("none"), SHORT, ProgressListener.NONE)))
                .isEqualTo(InferenceException.Code.UNKNOWN_MODEL);
        assertThat(process.pid()).isEqualTo(pid);
        assertFinishes("after failures");
    }

    @Test
    void run_endsEarly_whenCancelled() throws Exception {
        var id = new RunId("cancelled");
        var steps = Collections.synchronizedList(new ArrayList<Integer>());
        var run = process.run(id, TestModels.EMOJI, LONG, (done, total) -> {
            steps.add(done);
            process.cancel(id);
        });

        assertThat(failure(run)).isEqualTo(InferenceException.Code.CANCELLED);
        assertThat(steps).hasSizeLessThan(LONG.steps());
        assertFinishes("after a cancelled run");
    }

    @Test
    void runs_failTyped_whenTheChildIsKilled_andTheNextChildTakesOver() throws Exception {
        var killed = process.pid();
        var begun = new CountDownLatch(1);
        var running = process.run(new RunId("running"), TestModels.EMOJI, LONG, (done, total) -> begun.countDown());
        var waiting = process.run(new RunId("waiting"), TestModels.EMOJI, SHORT, ProgressListener.NONE);
        assertThat(begun.await(30, SECONDS)).isTrue();

        ProcessHandle.of(killed).orElseThrow().destroyForcibly();

        assertThat(failure(running)).isEqualTo(InferenceException.Code.CHILD_DIED);
        assertThat(failure(waiting)).isEqualTo(InferenceException.Code.CHILD_DIED);
        await().atMost(Duration.ofSeconds(60)).until(() -> process.pid() != killed);
        assertFinishes("after a crash");
    }

    @Test
    void child_goesOn_whenTheWholeGroupIsTold_toEnd() throws Exception {
        var pid = process.pid();
        var begun = new CountDownLatch(1);
        var run = process.run(new RunId("drained"), TestModels.EMOJI, LONG, (done, total) -> begun.countDown());
        assertThat(begun.await(30, SECONDS)).isTrue();

        ProcessHandle.of(pid).orElseThrow().destroy(); // SIGTERM, as from a service manager

        assertThat(run.get(30, SECONDS).mediaType()).isEqualTo("image/png");
        assertThat(process.pid()).isEqualTo(pid);
    }

    @Test
    void process_givesUp_whenThreeChildrenInARowDieBeforeTheyAreReady() throws Exception {
        try (var doomed = InferenceProcess.start(InferenceSettings.withCache(TestModels.CACHE))) {
            for (var deaths = 0; deaths < 4; deaths++) {
                var pid = doomed.pid();
                ProcessHandle.of(pid).orElseThrow().destroyForcibly();
                if (deaths < 3) {
                    await().atMost(Duration.ofSeconds(60)).until(() -> doomed.pid() != pid);
                }
            }
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(failure(doomed.run(
                                    new RunId(UUID.randomUUID().toString()),
                                    TestModels.EMOJI,
                                    SHORT,
                                    ProgressListener.NONE)))
                            .isEqualTo(InferenceException.Code.START_FAILED));
        }
    }

    @Test
    void start_tellsTheReason_whenAModelIsUnknown() {
        var settings = new InferenceSettings(
                TestModels.CACHE, 0, List.of(new ModelId("no-such-model")), Duration.ofMinutes(1));

        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(() -> InferenceProcess.start(settings))
                .withMessageContaining("models/no-such-model/bundle.json")
                .extracting(InferenceException::code)
                .isEqualTo(InferenceException.Code.START_FAILED);
    }

    @Test
    void close_endsTheChild_andItsRuns() throws Exception {
        var closing = InferenceProcess.start(InferenceSettings.withCache(TestModels.CACHE));
        var child = ProcessHandle.of(closing.pid()).orElseThrow();
        var run = closing.run(new RunId("late"), TestModels.EMOJI, LONG, ProgressListener.NONE);

        closing.close();

        assertThat(failure(run)).isEqualTo(InferenceException.Code.CLOSED);
        assertThat(child.isAlive()).isFalse();
        assertThat(failure(closing.run(new RunId("later"), TestModels.EMOJI, SHORT, ProgressListener.NONE)))
                .isEqualTo(InferenceException.Code.CLOSED);
    }

    @Test
    void child_ends_whenItsSupervisorIsGone_evenInTheMiddleOfARun() throws Exception {
        var child =
                ChildCommand.of(InferenceSettings.withCache(TestModels.CACHE)).start();
        try (var messages = child.inputReader()) {
            JsonLines.write(
                    child.getOutputStream(), new ParentMessage.Run(new RunId("orphan"), TestModels.EMOJI, LONG));
            assertThat(JsonLines.read(messages.readLine(), ChildMessage.class)).isInstanceOf(ChildMessage.Hello.class);
            assertThat(JsonLines.read(messages.readLine(), ChildMessage.class))
                    .isInstanceOf(ChildMessage.Progress.class);

            child.getOutputStream().close(); // what the system does when a process is killed

            assertThat(child.waitFor(Duration.ofSeconds(60))).isTrue();
        } finally {
            child.destroyForcibly();
        }
    }

    private static void assertFinishes(String id) throws Exception {
        var run = process.run(new RunId(id), TestModels.EMOJI, SHORT, ProgressListener.NONE);
        assertThat(run.get(60, SECONDS).mediaType()).isEqualTo("image/png");
    }

    private static InferenceException.Code failure(CompletableFuture<InferenceResult> run) throws Exception {
        try {
            var result = run.get(30, SECONDS);
            throw new AssertionError("finished with " + result);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InferenceException failure) {
                return failure.code();
            }
            throw e;
        }
    }
}
