package network.cuckoo.contracts.differential;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One sequence taken by the model and by the chain, compared after each step. */
final class Duel {

    private static final int REFUSALS_PER_LOOK = 4;

    private final long seed;
    private final Deployment deployment;
    private final Tally tally;
    private final Sequence sequence;
    private final List<String> history = new ArrayList<>();
    private World world;

    Duel(long seed, Deployment deployment, Tally tally) {
        this.seed = seed;
        this.deployment = deployment;
        this.tally = tally;
        sequence = new Sequence(seed);
        world = deployment.begin();
    }

    /** @throws AssertionError with the seed, the differences and all steps so far, at the first difference */
    void run(int steps) {
        tally.sequence();
        for (var i = 0; i < steps; i++) {
            try {
                take(sequence.next(world));
            } catch (RuntimeException e) {
                throw difference(List.of("the model or the chain failed: " + e), e);
            }
        }
    }

    private void take(Step step) {
        switch (world.take(step)) {
            case World.Outcome.Done(var after) -> {
                history.add(step + " -> taken");
                deployment.take(step).ifPresent(error -> {
                    throw difference(List.of("the model takes the step, the chain refuses it: " + error), null);
                });
                world = after;
                tally.taken(step);
                compare(step.call() instanceof Call.RefusePayments ? Optional.of(world.now()) : Optional.empty());
            }
            case World.Outcome.Refused(var reasons) -> {
                var expected = reasons.stream().map(Refusal::solidityName).collect(Collectors.toSet());
                history.add(step + " -> refused: " + expected);
                var error = deployment.refusal(step).orElse("nothing");
                if (!expected.contains(error)) {
                    throw difference(List.of("the model refuses with " + expected + ", the chain with " + error), null);
                }
                world = world.at(step.at());
                tally.refused(error, expected.size());
                if (history.size() % REFUSALS_PER_LOOK == 0) {
                    compare(Optional.of(world.now())); // views tell the present, also where no block was
                }
            }
        }
    }

    private void compare(Optional<Long> at) {
        var query = Query.about(world);
        var model = Picture.of(world, query);
        List<BigInteger> chain = deployment.words(query, model.size(), at);
        var differences = Comparison.differences(model, chain);
        if (!differences.isEmpty()) {
            throw difference(differences, null);
        }
    }

    private AssertionError difference(List<String> differences, @Nullable Throwable cause) {
        var message =
                "seed %d under the rules \"%s\", step %d; replay with -Ddifferential.seed=%d%n%s%nThe steps so far:%n%s"
                        .formatted(
                                seed,
                                deployment.rules().name(),
                                history.size(),
                                seed,
                                String.join("\n", differences),
                                numbered());
        return new AssertionError(message, cause);
    }

    private String numbered() {
        var lines = new StringBuilder();
        for (var i = 0; i < history.size(); i++) {
            lines.append(i + 1).append(". ").append(history.get(i)).append('\n');
        }
        return lines.toString();
    }
}
