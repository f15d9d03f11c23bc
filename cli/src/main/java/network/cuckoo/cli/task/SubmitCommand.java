package network.cuckoo.cli.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.client.AppClient;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.TaskId;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cuckoo task submit}: offers one task and waits for its result. */
@Command(
        name = "submit",
        description = "Offer a task and wait for its result",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  cuckoo task submit --model emoji --prompt 'a red apple' --out apple.png",
            "  cuckoo task submit --model minilm --text 'good morning' --json"
        })
final class SubmitCommand implements Callable<Integer> {
    private static final int NONCE_BYTES = 32;

    @Option(names = "--model", required = true, paramLabel = "MODEL", description = "which model")
    private String model = "";

    @ArgGroup(multiplicity = "1")
    private What what = new What();

    /** What the model is to work on: one of the two. */
    static final class What {
        @Option(names = "--prompt", paramLabel = "TEXT", description = "make a picture of this")
        private Optional<String> prompt = Optional.empty();

        @Option(names = "--text", paramLabel = "TEXT", description = "make a vector of this")
        private Optional<String> text = Optional.empty();
    }

    @Option(names = "--seed", paramLabel = "N", description = "seed of the picture's noise (default: from the nonce)")
    private Optional<String> seed = Optional.empty();

    @Option(names = "--steps", paramLabel = "N", description = "denoising steps")
    private Optional<Integer> steps = Optional.empty();

    @Option(names = "--guidance", paramLabel = "X", description = "strength of the prompt")
    private Optional<BigDecimal> guidance = Optional.empty();

    @Option(
            names = "--nonce",
            paramLabel = "HEX",
            description =
                    "32 bytes that the draw depends on (default: random, so that the coordinator can't choose the miner)")
    private Optional<Hash32> nonce = Optional.empty();

    @Option(names = "--priority", paramLabel = "0..9", description = "9 first, among the app's own tasks")
    private Optional<Integer> priority = Optional.empty();

    @Option(
            names = "--deadline-seconds",
            paramLabel = "N",
            description = "give the task up if no miner works on it after so long, 1 to 604800 (default: never)")
    private Optional<Integer> deadlineSeconds = Optional.empty();

    @Option(
            names = "--idempotency-key",
            paramLabel = "KEY",
            description = "a repeat with the same key is the same task")
    private Optional<String> idempotencyKey = Optional.empty();

    @Option(names = "--no-wait", description = "print the task's id and don't wait")
    private boolean noWait;

    @Option(
            names = "--timeout-seconds",
            defaultValue = "600",
            paramLabel = "N",
            description = "stop waiting after so long (default: ${DEFAULT-VALUE})")
    private long timeoutSeconds;

    @Option(names = "--out", paramLabel = "FILE", description = "write the result into this file")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--json", description = "print the coordinator's answer")
    private boolean json;

    @Mixin
    private CoordinatorOptions coordinator = new CoordinatorOptions();

    @Override
    public Integer call() {
        out.ifPresent(SubmitCommand::refuseUnwritable);
        AppClient app = coordinator.app();
        JsonNode accepted = app.submit(offer(), idempotencyKey);
        String id = accepted.path("id").asText();
        if (noWait) {
            System.out.println(json ? accepted.toString() : id);
            return 0;
        }
        return new TaskEnd(app, json, out).await(TaskId.parse(id), Duration.ofSeconds(timeoutSeconds));
    }

    private ObjectNode offer() {
        ObjectNode input = AppClient.object();
        what.prompt.ifPresent(prompt -> input.put("prompt", prompt));
        what.text.ifPresent(text -> input.put("text", text));
        seed.ifPresent(value -> input.put("seed", value));
        steps.ifPresent(value -> input.put("steps", value));
        guidance.ifPresent(value -> input.put("guidance", value));
        ObjectNode offer = AppClient.offer(new ModelId(model).value(), input);
        offer.put("nonce", nonce.orElseGet(SubmitCommand::randomNonce).hex());
        priority.ifPresent(value -> offer.put("priority", value));
        deadlineSeconds.ifPresent(value -> offer.put("deadlineSeconds", value));
        return offer;
    }

    /** Before the task costs anything. */
    private static void refuseUnwritable(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        String why = folder == null || Files.isDirectory(file)
                ? "it is a folder"
                : !Files.isDirectory(folder)
                        ? "there is no folder " + folder
                        : !Files.isWritable(Files.exists(file) ? file : folder) ? "permission denied" : "";
        if (!why.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "the result can't be written into " + file + ": " + why);
        }
    }

    private static Hash32 randomNonce() {
        byte[] bytes = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Hash32.of(bytes);
    }
}
