package network.cuckoo.cli.chain.deploy;

import java.time.Duration;

/**
 * A network's waiting times, fixed for its life (CONTRACTS: parameters). Whole seconds.
 *
 * @param cooldown how long stake cools on leaving a candidate
 * @param evidenceWindow how old a fault may be that is brought forward
 * @param epoch what draws and payouts count in
 * @param dripPeriod over which rewards reach the stakers
 * @param answerWindow for the accused
 * @param vetoWindow between a decision and its execution
 * @param caseWindow from a case's opening to its end
 * @param accusationPause from the rejection or veto of a case, else from its deadline, until the next of the same two
 * @param longestPause of the contracts, and least time between two
 * @param rootWindow until a payout root is final
 * @param escrowWindow between a coordinator's request for escrow and its payment
 * @param governorDelay between the announcement of a change of rules and its execution
 */
public record Waits(
        Duration cooldown,
        Duration evidenceWindow,
        Duration epoch,
        Duration dripPeriod,
        Duration answerWindow,
        Duration vetoWindow,
        Duration caseWindow,
        Duration accusationPause,
        Duration longestPause,
        Duration rootWindow,
        Duration escrowWindow,
        Duration governorDelay) {
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int PUBLISHED_DAYS = 7;

    /** @throws IllegalArgumentException if a contract would refuse them */
    public Waits {
        require(
                isPositive(evidenceWindow) && evidenceWindow.compareTo(cooldown) < 0,
                "the evidence window must be at least a second and shorter than the cooldown");
        require(cooldown.compareTo(LONGEST) <= 0, "the cooldown must not be longer than 365 days");
        requireWait(epoch, "an epoch");
        requireWait(dripPeriod, "the drip period");
        requireWait(answerWindow, "the answer window");
        requireWait(vetoWindow, "the veto window");
        requireWait(caseWindow, "the case window");
        require(
                answerWindow.plus(vetoWindow.multipliedBy(2)).compareTo(caseWindow) < 0,
                "the case window must be longer than the answer window and twice the veto window");
        require(
                !accusationPause.isNegative() && accusationPause.compareTo(LONGEST) <= 0,
                "the accusation pause must be between 0 and 365 days");
        require(
                isPositive(longestPause) && longestPause.compareTo(cooldown) <= 0,
                "the longest pause must be at least a second and not longer than the cooldown");
        requireWait(rootWindow, "the root window");
        requireWait(escrowWindow, "the escrow window");
        require(escrowWindow.compareTo(rootWindow) > 0, "the escrow window must be longer than the root window");
        require(
                governorDelay.compareTo(cooldown.plus(caseWindow)) > 0,
                "the governor's delay must be longer than cooldown and case window together, so that stakers can leave first");
        require(
                governorDelay.compareTo(LONGEST.multipliedBy(3)) <= 0,
                "the governor's delay must not be longer than 3 times 365 days");
    }

    /** The published waits, with their days shortened or lengthened so that seven of them are the cooldown. */
    public static Waits scaled(Duration cooldown, Duration epoch) {
        Duration answer = days(cooldown, 3);
        Duration veto = days(cooldown, 1);
        Duration root = days(cooldown, 1);
        Duration aCase = longer(cooldown, answer.plus(veto.multipliedBy(2)).plus(SECOND));
        return new Waits(
                cooldown,
                days(cooldown, 5),
                epoch,
                days(cooldown, 7),
                answer,
                veto,
                aCase,
                days(cooldown, 30).compareTo(LONGEST) > 0 ? LONGEST : days(cooldown, 30),
                days(cooldown, 7),
                root,
                longer(cooldown, root.plus(SECOND)),
                cooldown.plus(aCase).plus(veto));
    }

    /** The main network's: 7 days of cooldown. */
    public static Waits published(Duration epoch) {
        return scaled(Duration.ofDays(PUBLISHED_DAYS), epoch);
    }

    private static Duration days(Duration cooldown, int days) {
        Duration scaled = Duration.ofSeconds(cooldown.toSeconds() * days / PUBLISHED_DAYS);
        return longer(scaled, SECOND);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static void requireWait(Duration wait, String name) {
        require(isPositive(wait) && wait.compareTo(LONGEST) <= 0, name + " must be between a second and 365 days long");
    }

    private static boolean isPositive(Duration wait) {
        return wait.compareTo(SECOND) >= 0;
    }

    private static void require(boolean held, String otherwise) {
        if (!held) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
