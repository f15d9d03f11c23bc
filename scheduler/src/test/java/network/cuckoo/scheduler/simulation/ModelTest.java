package network.cuckoo.scheduler.simulation;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The real desks on Postgres beside the pure state machine. A failure names the seed of its life. */
class ModelTest {
    @Test
    void desks_doWhatTheRulesSay() {
        live(0, 150);
    }

    @Tag("deep")
    @Test
    void desks_doWhatTheRulesSay_inThousandsOfLives() {
        live(10_000, 15_000);
    }

    private static void live(long firstSeed, long endSeed) {
        try (var world = new ModelWorld((int) (endSeed - firstSeed))) {
            for (long seed = firstSeed; seed < endSeed; seed++) {
                live(world, seed);
            }
            world.checkInvariants();
        }
    }

    private static void live(ModelWorld world, long seed) {
        var run = new ModelRun(world, seed);
        try {
            run.run();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + " after " + run.history(), e);
        }
    }
}
