package network.cuckoo.scheduler.simulation;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the simulation over seeds. A failure names its seed; keep such seeds in {@link #keptSeeds()}. */
class SimulationTest {
    private static final int SHORT_STEPS = 80;
    private static final int LONG_STEPS = 400;

    static LongStream keptSeeds() {
        return LongStream.rangeClosed(1, 20);
    }

    static LongStream manySeeds() {
        return LongStream.rangeClosed(1_001, 1_300);
    }

    @ParameterizedTest
    @MethodSource("keptSeeds")
    void invariants_hold_whateverFails(long seed) {
        simulate(seed, SHORT_STEPS);
    }

    @Tag("deep")
    @ParameterizedTest
    @MethodSource("manySeeds")
    void invariants_hold_overManySeeds(long seed) {
        simulate(seed, LONG_STEPS);
    }

    private static void simulate(long seed, int steps) {
        try (var simulation = new Simulation(seed)) {
            try {
                simulation.run(steps);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + " after " + simulation.history(), e);
            }
        }
    }
}
