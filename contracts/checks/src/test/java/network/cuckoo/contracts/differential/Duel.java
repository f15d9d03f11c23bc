package network.cuckoo.contracts.differential;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One sequence taken by the model and by the chain, compared after each step. */
final class Duel {

    private static final int REFUSALS_PER_LOOK = 4;
    private static final Set<Refusal> RECEIVERS_FAULT = EnumSet.of(Refusal.PAYMENT_FAILED, Refusal.NOT_REGISTERED);

    private final long seed;
    private final Deployment deployment;
    private final Tally tally;
    private final Play play;
    private final List<String> history = new ArrayList<>();
    private World world;

    /** The play is made from the seed. */
    Duel(long seed, Play play, Deployment deployment, Tally tally) {
        this.seed = seed;
        this.play = play;
        this.deployment = deployment;
        this.tally = tally;
        world = deployment.begin();
    }

    /** @throws AssertionError with the seed, the differences and all steps so far, at the first difference */
    void run(int steps) {
        tally.sequence();
        try {
            for (var i = 0; i < steps; i++) {
                take(play.next(world));
            }
            settle();
        } catch (RuntimeException e) {
            throw difference(List.of("the model or the chain failed: " + e), e);
        }
    }

    World world() {
        return world;
    }

    /** When all roots are final, liars take what they can, and then everybody else must get all that is due. */
    private void settle() {
        var end = world.cast().owners().stream()
                .flatMap(owner -> world.settlement().ledger(owner).roots().values().stream())
                .mapToLong(Root::finalAt)
                .reduce(world.now(), Math::max);
        play.payouts().lies(world).forEach(claim -> take(claimAt(end, claim)));
        play.payouts().dues(world).forEach(claim -> take(claimAt(end, claim)));
    }

    private Step claimAt(long at, Call.Claim claim) {
        return new Step(at, world.cast().stranger(), BigInteger.ZERO, claim);
    }

    private void take(Step step) {
        switch (world.take(step)) {
            case World.Outcome.Done(var after, var events) -> {
                history.add(step + " -> taken");
                requireTaken(step, events);
                tally.taken(step, Landmark.taken(world, step, play.payouts()));
                world = after;
                compare(step.call() instanceof Call.RefusePayments ? Optional.of(world.now()) : Optional.empty());
            }
            case World.Outcome.Refused(var reasons) -> {
                history.add(step + " -> refused: " + reasons);
                requireRefused(step, reasons);
                requirePaid(step, reasons.keySet());
                world = world.at(step.at());
                if (history.size() % REFUSALS_PER_LOOK == 0) {
                    compare(Optional.of(world.now())); // views tell the present, also where no block was
                }
            }
        }
    }

    private void requireTaken(Step step, List<Emitted> expected) {
        switch (deployment.take(step)) {
            case Deployment.Outcome.Taken(var events) -> {
                if (!events.equals(expected)) {
                    throw difference(List.of("events: model " + expected, "chain " + events), null);
                }
            }
            case Deployment.Outcome.Refused(var error) ->
                throw difference(List.of("the model takes the step, the chain refuses it: " + error), null);
        }
    }

    private void requireRefused(Step step, Map<Refusal, List<String>> reasons) {
        var error = deployment.refusal(step);
        var fits = reasons.entrySet().stream()
                .anyMatch(reason -> error.filter(
                                told -> told.name().equals(reason.getKey().solidityName())
                                        && (reason.getValue().isEmpty()
                                                || told.arguments().equals(reason.getValue())))
                        .isPresent());
        if (!fits) {
            throw difference(List.of("the model refuses with " + reasons + ", the chain with " + error), null);
        }
        tally.refused(error.orElseThrow().name(), reasons.size(), Landmark.refused(world, step, reasons.keySet()));
    }

    /** What an honest and final root says is paid, whatever other roots say, unless the receiver can't take it. */
    private void requirePaid(Step step, Set<Refusal> reasons) {
        if (step.call() instanceof Call.Claim claim
                && play.payouts().isRightful(world, claim, step.at())
                && !RECEIVERS_FAULT.containsAll(reasons)) {
            throw difference(List.of("a rightful claim is refused: " + reasons), null);
        }
    }

    private void compare(Optional<Long> at) {
        var query = Query.about(world, play.payouts().leaves(world));
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
