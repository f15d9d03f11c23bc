package network.cuckoo.cli.staking;

import java.time.Duration;
import java.util.Optional;
import network.cuckoo.cli.chain.deploy.Waits;
import picocli.CommandLine.Option;

/** A new network's waiting times: the published ones; with another cooldown all others in proportion, unless they are named. */
final class WaitOptions {
    @Option(
            names = "--cooldown-seconds",
            defaultValue = "604800",
            paramLabel = "N",
            description = "how long stake cools on leaving a candidate (default: ${DEFAULT-VALUE})")
    private long cooldown;

    @Option(
            names = "--epoch-seconds",
            defaultValue = "3600",
            paramLabel = "N",
            description = "length of an epoch (default: ${DEFAULT-VALUE})")
    private long epoch;

    @Option(
            names = "--evidence-window-seconds",
            paramLabel = "N",
            description = "how old a fault may be that is brought forward; less than the cooldown (default: 5/7 of it)")
    private Optional<Long> evidenceWindow = Optional.empty();

    @Option(
            names = "--drip-period-seconds",
            paramLabel = "N",
            description = "over which rewards reach the stakers (default: the cooldown)")
    private Optional<Long> dripPeriod = Optional.empty();

    @Option(
            names = "--answer-window-seconds",
            paramLabel = "N",
            description = "for the accused's answer (default: 3/7 of the cooldown)")
    private Optional<Long> answerWindow = Optional.empty();

    @Option(
            names = "--veto-window-seconds",
            paramLabel = "N",
            description = "between a decision and its execution (default: 1/7 of the cooldown)")
    private Optional<Long> vetoWindow = Optional.empty();

    @Option(
            names = "--case-window-seconds",
            paramLabel = "N",
            description = "from a case's opening to its end (default: the cooldown)")
    private Optional<Long> caseWindow = Optional.empty();

    @Option(
            names = "--accusation-pause-seconds",
            paramLabel = "N",
            description = "from a case's rejection or veto, else from its deadline, until the next of the same two"
                    + " (default: 30/7 of the cooldown)")
    private Optional<Long> accusationPause = Optional.empty();

    @Option(
            names = "--longest-pause-seconds",
            paramLabel = "N",
            description = "of the contracts' pauses (default: the cooldown)")
    private Optional<Long> longestPause = Optional.empty();

    @Option(
            names = "--root-window-seconds",
            paramLabel = "N",
            description = "until a payout root is final (default: 1/7 of the cooldown)")
    private Optional<Long> rootWindow = Optional.empty();

    @Option(
            names = "--escrow-window-seconds",
            paramLabel = "N",
            description = "from a request for escrow until it is ready, and as long it is good (default: the cooldown)")
    private Optional<Long> escrowWindow = Optional.empty();

    @Option(
            names = "--governor-delay-seconds",
            paramLabel = "N",
            description =
                    "from the announcement of a change of rules to its execution; longer than the cooldown (default: 8/7 of it)")
    private Optional<Long> governorDelay = Optional.empty();

    /** @throws IllegalArgumentException if the contracts would refuse them */
    Waits waits() {
        Waits usual = Waits.scaled(Duration.ofSeconds(cooldown), Duration.ofSeconds(epoch));
        return new Waits(
                usual.cooldown(),
                chosen(evidenceWindow, usual.evidenceWindow()),
                usual.epoch(),
                chosen(dripPeriod, usual.dripPeriod()),
                chosen(answerWindow, usual.answerWindow()),
                chosen(vetoWindow, usual.vetoWindow()),
                chosen(caseWindow, usual.caseWindow()),
                chosen(accusationPause, usual.accusationPause()),
                chosen(longestPause, usual.longestPause()),
                chosen(rootWindow, usual.rootWindow()),
                chosen(escrowWindow, usual.escrowWindow()),
                chosen(governorDelay, usual.governorDelay()));
    }

    private static Duration chosen(Optional<Long> seconds, Duration usual) {
        return seconds.map(Duration::ofSeconds).orElse(usual);
    }
}
