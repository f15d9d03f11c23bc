package network.cuckoo.domain.quality;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import network.cuckoo.domain.task.LeaseEnd;

/**
 * How a miner stands.
 *
 * @param score points of its faults at the moment {@code at}, fading since
 * @param at when the score was last changed
 * @param strikes suspensions that count when the last one ended
 * @param suspendedUntil the end of the last suspension
 * @param reason the fault that led to it
 */
public record Standing(
        double score, Instant at, int strikes, Optional<Instant> suspendedUntil, Optional<LeaseEnd> reason) {
    public Standing {
        if (!(score >= 0) || strikes < 0) {
            throw new IllegalArgumentException("score " + score + " and strikes " + strikes + " must not be negative");
        }
    }

    /** Of a miner that nothing is known of. */
    public static Standing good(Instant at) {
        return new Standing(0, at, 0, Optional.empty(), Optional.empty());
    }

    /** Whether it is passed over in draws at this moment. */
    public boolean isSuspended(Instant now) {
        return suspendedUntil.filter(now::isBefore).isPresent();
    }

    /** The score at this moment. A clock that goes backwards gives nothing back. */
    public double score(Instant now, StandingRules rules) {
        Duration passed = Duration.between(at, now);
        return passed.isNegative()
                ? score
                : score
                        * Math.pow(
                                0.5,
                                (double) passed.toMillis() / rules.halfLife().toMillis());
    }

    /** Past suspensions that still count at this moment. */
    public int strikes(Instant now, StandingRules rules) {
        Duration calm = Duration.between(suspendedUntil.orElse(now), now);
        long forgotten = calm.isNegative() ? 0 : calm.dividedBy(rules.forgetAfter());
        return (int) Math.max(0, strikes - forgotten);
    }

    /**
     * The standing after a lease ended so: its own fault adds points and may suspend it, an accepted result takes some off, anything
     * else changes nothing. What ends while the miner is suspended belongs to what it is suspended for and adds nothing.
     */
    public Standing after(LeaseEnd end, Instant now, StandingRules rules) {
        if (end == LeaseEnd.ACCEPTED) {
            return scored(Math.max(0, score(now, rules) - rules.reward()), now);
        }
        double points = rules.points(end);
        if (points == 0 || isSuspended(now)) {
            return this;
        }
        double risen = score(now, rules) + points;
        return risen <= rules.suspendAbove() ? scored(risen, now) : suspended(end, now, rules);
    }

    /** Half the score stays: who comes back and goes on like that is soon suspended again, and for longer. */
    private Standing suspended(LeaseEnd end, Instant now, StandingRules rules) {
        int earlier = strikes(now, rules);
        Instant until = now.plus(rules.suspension(earlier));
        return new Standing(rules.suspendAbove() / 2, until, earlier + 1, Optional.of(until), Optional.of(end));
    }

    /** The operator lifts a suspension that was unjust: it does not count, and the score is gone. */
    public Standing lifted(Instant now, StandingRules rules) {
        if (!isSuspended(now)) {
            return scored(0, now);
        }
        return new Standing(0, now, Math.max(0, strikes - 1), Optional.of(now), reason);
    }

    private Standing scored(double next, Instant now) {
        return new Standing(next, now.isAfter(at) ? now : at, strikes, suspendedUntil, reason);
    }
}
