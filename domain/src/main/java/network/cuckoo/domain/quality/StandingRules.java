package network.cuckoo.domain.quality;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import network.cuckoo.domain.task.LeaseEnd;

/**
 * What faults weigh, and what follows of them.
 *
 * @param halfLife in which a score fades to half by itself
 * @param suspendAbove score above which a miner is suspended
 * @param reward what an accepted result takes off the score
 * @param first length of the first suspension; each further one is twice as long
 * @param longest no suspension is longer
 * @param forgetAfter each such time without a suspension forgets one of the past ones
 */
public record StandingRules(
        Duration halfLife, double suspendAbove, double reward, Duration first, Duration longest, Duration forgetAfter) {
    /**
     * A score halves in an hour; more than nine points suspend (five failures or four timeouts in a row); an accepted result takes one
     * point off, so that who fails one task in ten is not suspended for it, and who fails half of them is most of the time. One minute, then
     * two, four … an hour; six hours forget one.
     */
    public static final StandingRules DEFAULT = new StandingRules(
            Duration.ofHours(1), 9, 1, Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofHours(6));

    private static final int MAX_DOUBLINGS = 30;

    public StandingRules {
        if (!isPositive(halfLife) || !isPositive(first) || !isPositive(forgetAfter) || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "times must be above zero, and the longest suspension not below the first");
        }
        if (!(suspendAbove > 0) || !(reward >= 0)) {
            throw new IllegalArgumentException("suspendAbove must be above zero and reward not below");
        }
    }

    private static boolean isPositive(Duration time) {
        return time.compareTo(Duration.ZERO) > 0;
    }

    /** What a lease's end adds to its miner's score; zero for what is not the miner's fault. */
    public double points(LeaseEnd end) {
        return switch (end) {
            case REFUSED -> 1;
            case FAILED -> 2;
            case TIMED_OUT -> 3;
            // Counted only after another miner made a result of the same input.
            case INPUT_REJECTED -> 2;
            case ACCEPTED, NOT_PICKED_UP, CANCELLED, SUPERSEDED, PATIENCE_OVER, COORDINATOR_FAULT -> 0;
        };
    }

    /** How long the suspension after so many earlier ones is. */
    Duration suspension(int earlier) {
        return Collections.min(List.of(first.multipliedBy(1L << Math.min(earlier, MAX_DOUBLINGS)), longest));
    }
}
