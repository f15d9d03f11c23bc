package network.cuckoo.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.client.AppClient;
import network.cuckoo.cli.task.TaskText;
import network.cuckoo.cli.verify.AssignmentCheck;
import network.cuckoo.cli.verify.OwnSecrets;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.task.TaskInput;
import network.cuckoo.domain.task.TaskRequest;
import network.cuckoo.domain.task.TextEmbeddingInput;
import network.cuckoo.domain.task.TextToImageInput;

/** The demo's first tasks: offers them, tells what came of them, and checks it. */
final class DemoTasks {
    private static final long SEED = 1;
    private static final int STEPS = 20;
    private static final int GUIDANCE_MILLI = 3_000;

    private final DemoConsole console;
    private final RunningDemo demo;
    private final AppClient app;

    DemoTasks(DemoConsole console, RunningDemo demo, AppClient app) {
        this.console = console;
        this.demo = demo;
        this.app = app;
    }

    /** A finished task and whether its draws hold. */
    record Checked(DemoTask.Done done, boolean holds) {}

    /** Offers a picture and an embedding together and waits for both. */
    List<Checked> run(String prompt) {
        var picture = new TextToImageInput(prompt, SEED, STEPS, GUIDANCE_MILLI);
        ObjectNode pictureJson = AppClient.object().put("prompt", prompt).put("seed", picture.seedText());
        pictureJson.put("steps", STEPS).put("guidance", GUIDANCE_MILLI / 1000.0);
        var sentence = new TextEmbeddingInput(DemoPlan.SENTENCE);
        ObjectNode sentenceJson = AppClient.object().put("text", DemoPlan.SENTENCE);
        List<Checked> checked = new ArrayList<>();
        for (DemoTask.Done done : DemoTasks.<DemoTask.Done>together(List.of(
                () -> task(DemoPlan.PICTURES, picture).run(pictureJson),
                () -> task(DemoPlan.EMBEDDINGS, sentence).run(sentenceJson)))) {
            checked.add(tell(done));
        }
        return checked;
    }

    private DemoTask task(ModelId model, TaskInput input) {
        var request = new TaskRequest(model, modelHash(model), input, DemoTask.nonce(), true);
        return new DemoTask(console, app, demo.folder(), request);
    }

    private Hash32 modelHash(ModelId model) {
        for (JsonNode offered : app.models().path("models")) {
            if (offered.path("id").asText().equals(model.value())) {
                return Hash32.parse(offered.path("modelHash").asText());
            }
        }
        throw new CommandFailure(ExitCode.FAILED, "the coordinator does not offer " + model);
    }

    private Checked tell(DemoTask.Done done) {
        console.say("task %s (%s) is done after %d ms", done.id(), done.model(), done.millis());
        console.more("drawn: " + TaskText.drawn(done.assignment()));
        console.more("result: " + done.output());
        JsonNode ledger = app.ledger(done.id());
        for (JsonNode transaction : ledger.path("transactions")) {
            console.more("ledger " + transaction.path("leg").asText() + ": " + entries(transaction));
        }
        boolean holds = check(done);
        return new Checked(done, holds);
    }

    private boolean check(DemoTask.Done done) {
        JsonNode published = app.draws(done.id());
        long period = app.epoch(done.assignment().path("epoch").asLong())
                .path("periodSeconds")
                .asLong();
        var check = new AssignmentCheck(
                demo.chain().access(),
                demo.contracts(),
                period,
                OwnSecrets.of(Optional.of(demo.folder().secrets())));
        List<AssignmentCheck.Verdict> verdicts =
                check.check(published, Optional.of(done.request().requestHash()));
        for (AssignmentCheck.Verdict verdict : verdicts) {
            console.more("draw " + verdict.attempt() + " recomputed from the chain: "
                    + (verdict.holds() ? (verdict.complete() ? "holds" : "holds so far") : "DOES NOT HOLD") + ", "
                    + verdict.steps().size() + " steps");
        }
        return !verdicts.isEmpty() && verdicts.stream().allMatch(AssignmentCheck.Verdict::holds);
    }

    private static String entries(JsonNode transaction) {
        List<String> texts = new ArrayList<>();
        for (JsonNode entry : transaction.path("entries")) {
            String amount = entry.path("amountWei").asText();
            boolean negative = amount.startsWith("-");
            String cai = Wei.parse(negative ? amount.substring(1) : amount).toCai();
            String account = entry.path("account").asText();
            texts.add((negative ? "-" : "+") + cai + " " + account);
        }
        return String.join(", ", texts);
    }

    private static <T> List<T> together(List<Callable<T>> work) {
        List<T> results = new ArrayList<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<T> done : executor.invokeAll(work)) {
                results.add(done.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "interrupted", e);
        }
    }
}
