package network.cuckoo.api.app;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import network.cuckoo.api.input.Fields;
import network.cuckoo.api.problem.ProblemCode;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.hash.Keccak256;
import network.cuckoo.domain.task.TaskInput;
import network.cuckoo.domain.task.TaskRequest;
import network.cuckoo.domain.task.TextEmbeddingInput;
import network.cuckoo.domain.task.TextToImageInput;
import network.cuckoo.scheduler.ModelCatalogue;
import network.cuckoo.scheduler.ModelOffer;
import network.cuckoo.scheduler.tasks.TaskTerms;

/**
 * An app's offer as it was read, before its nonce is settled.
 *
 * @param nonce if the app chose one
 * @param input the input, given the nonce: a seed that was left out comes from it
 */
record TaskOffer(ModelOffer model, Optional<Hash32> nonce, TaskTerms terms, Function<Hash32, TaskInput> input) {
    private static final int DEFAULT_STEPS = 20;
    private static final BigDecimal DEFAULT_GUIDANCE = BigDecimal.valueOf(3);
    private static final int MAX_PRIORITY = 9;

    /** Reads an offer; {@code unknown-model} or {@code invalid-input} says what is wrong with it. */
    static TaskOffer read(Fields body, ModelCatalogue catalogue) {
        ModelOffer model = model(body.text("model", 64), catalogue);
        Optional<Hash32> nonce = body.optionalParsed("nonce", 66, Hash32::parse);
        return new TaskOffer(model, nonce, terms(body), body.object("input").readAll(fields -> input(model, fields)));
    }

    private static TaskTerms terms(Fields body) {
        int priority =
                Math.toIntExact(body.optionalNumber("priority", 0, MAX_PRIORITY).orElse(0L));
        Optional<Duration> deadline = body.optionalNumber(
                        "deadlineSeconds",
                        TaskTerms.SHORTEST_DEADLINE.toSeconds(),
                        TaskTerms.LONGEST_DEADLINE.toSeconds())
                .map(Duration::ofSeconds);
        return new TaskTerms(priority, deadline, Optional.empty());
    }

    /** The request with this nonce. */
    TaskRequest request(Hash32 settledNonce) {
        return new TaskRequest(
                model.id(), model.modelHash(), input.apply(settledNonce), settledNonce, nonce.isPresent());
    }

    private static ModelOffer model(String name, ModelCatalogue catalogue) {
        Optional<ModelOffer> offer = Optional.empty();
        try {
            offer = catalogue.find(new ModelId(name));
        } catch (IllegalArgumentException notEvenAName) {
            // Answered like any other name that is not on offer.
        }
        return offer.orElseThrow(() -> ProblemCode.UNKNOWN_MODEL.because("On offer are: "
                + String.join(
                        ", ",
                        catalogue.offers().stream()
                                .map(each -> each.id().value())
                                .toList()) + "."));
    }

    private static Function<Hash32, TaskInput> input(ModelOffer model, Fields fields) {
        return switch (model.kind()) {
            case TextToImageInput.KIND -> picture(fields);
            case TextEmbeddingInput.KIND -> {
                TaskInput vector =
                        fields.parsed("text", TextEmbeddingInput.MAX_TEXT_CHARACTERS, TextEmbeddingInput::new);
                yield nonce -> vector;
            }
            default ->
                throw new IllegalStateException("model " + model.id() + " is of a kind unknown here: " + model.kind());
        };
    }

    private static Function<Hash32, TaskInput> picture(Fields fields) {
        Optional<Long> seed = fields.optionalParsed("seed", 20, TaskOffer::seed);
        int steps = Math.toIntExact(
                fields.optionalNumber("steps", 1, TextToImageInput.MAX_STEPS).orElse((long) DEFAULT_STEPS));
        int guidanceMilli = guidanceMilli(fields);
        TextToImageInput input = fields.parsed(
                "prompt",
                TextToImageInput.MAX_PROMPT_CHARACTERS,
                prompt -> new TextToImageInput(prompt, seed.orElse(0L), steps, guidanceMilli));
        return nonce ->
                seed.isPresent() ? input : new TextToImageInput(input.prompt(), seedFrom(nonce), steps, guidanceMilli);
    }

    private static int guidanceMilli(Fields fields) {
        BigDecimal milli =
                fields.optionalDecimal("guidance").orElse(DEFAULT_GUIDANCE).movePointRight(3);
        boolean inRange =
                milli.signum() >= 0 && milli.compareTo(BigDecimal.valueOf(TextToImageInput.MAX_GUIDANCE_MILLI)) <= 0;
        if (!inRange || milli.stripTrailingZeros().scale() > 0) {
            throw fields.wrong("guidance", "must be 0 to 20 with at most three decimals");
        }
        return milli.intValueExact();
    }

    private static long seed(String text) {
        if (!text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("a seed is a decimal number in quotes, 0 to 18446744073709551615");
        }
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a seed is at most 18446744073709551615 (64 bits)", e);
        }
    }

    /** The first 8 bytes of the nonce's Keccak-256, big-endian. */
    private static long seedFrom(Hash32 nonce) {
        return Long.parseUnsignedLong(Keccak256.hash(nonce.bytes()).hex().substring(2, 18), 16);
    }
}
