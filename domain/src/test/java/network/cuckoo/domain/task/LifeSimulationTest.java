package network.cuckoo.domain.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The state machine under a hundred thousand orders of events, and faulty copies of it, which must be found out. */
class LifeSimulationTest {
    private static final int INTERLEAVINGS = 100_000;

    @Test
    void invariants_hold_inEveryOrderOfEvents() {
        Map<TaskState, Integer> ends = new EnumMap<>(TaskState.class);
        for (long seed = 0; seed < INTERLEAVINGS; seed++) {
            ends.merge(live(seed, (life, event) -> life.decide(event, LifeSimulation.RULES)), 1, Integer::sum);
        }
        assertThat(ends.keySet())
                .as("all ends are met, or the orders are too tame")
                .containsExactlyInAnyOrder(TaskState.SUCCEEDED, TaskState.FAILED, TaskState.CANCELLED);
        assertThat(ends.values()).allMatch(count -> count > INTERLEAVINGS / 50);
    }

    @ParameterizedTest
    @EnumSource
    void invariants_break_whereARuleIsSpoiled(LifeMutant mutant) {
        Optional<Long> caught = LongStream.range(0, INTERLEAVINGS)
                .boxed()
                .filter(seed -> isCaught(seed, mutant))
                .findFirst();
        assertThat(caught).as("a seed that finds " + mutant + " out").isPresent();
    }

    private static boolean isCaught(long seed, LifeMutant mutant) {
        try {
            new LifeSimulation(seed, mutant).run();
            return false;
        } catch (AssertionError | IllegalArgumentException | IllegalStateException broken) {
            return true;
        }
    }

    private static TaskState live(long seed, LifeSimulation.Machine machine) {
        try {
            return new LifeSimulation(seed, machine).run().state();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed, e);
        }
    }
}
