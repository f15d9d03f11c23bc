package network.cuckoo.api.output;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Locale;
import network.cuckoo.domain.quality.StandingRules;
import network.cuckoo.domain.task.LeaseEnd;
import network.cuckoo.scheduler.standing.MinerStanding;
import org.jspecify.annotations.Nullable;

/**
 * How a miner stands.
 *
 * @param suspendedUntil the end of its suspension, while it is suspended
 * @param reason how the lease ended that led to it
 * @param text the same in words
 * @param score points of its faults now; above {@code suspendAbove} it is suspended
 */
public record StandingJson(
        boolean suspended,
        @Nullable Instant suspendedUntil,
        @Nullable LeaseEnd reason,
        String text,
        BigDecimal score,
        BigDecimal suspendAbove,
        int strikes,
        long suspensions,
        long refused,
        long failed,
        long timedOut,
        long inputsRejected) {
    /** The JSON form at this moment. */
    public static StandingJson of(MinerStanding miner, StandingRules rules, Instant now) {
        var standing = miner.standing();
        boolean suspended = standing.isSuspended(now);
        return new StandingJson(
                suspended,
                suspended ? standing.suspendedUntil().orElse(null) : null,
                suspended ? standing.reason().orElse(null) : null,
                text(miner, now),
                points(standing.score(now, rules)),
                points(rules.suspendAbove()),
                standing.strikes(now, rules),
                miner.suspensions(),
                count(miner, LeaseEnd.REFUSED),
                count(miner, LeaseEnd.FAILED),
                count(miner, LeaseEnd.TIMED_OUT),
                count(miner, LeaseEnd.INPUT_REJECTED));
    }

    private static String text(MinerStanding miner, Instant now) {
        var standing = miner.standing();
        if (!standing.isSuspended(now)) {
            return "In good standing: its faults fade with time and with every accepted result.";
        }
        String last = standing.reason().map(StandingJson::words).orElse("lost");
        return "Suspended until " + standing.suspendedUntil().orElseThrow()
                + ": it lost too many leases by its own fault, the last one " + last
                + ". See the miner's log; it is drawn again after that time, and the next suspension is longer.";
    }

    private static String words(LeaseEnd end) {
        return end.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static long count(MinerStanding miner, LeaseEnd end) {
        return miner.faults().getOrDefault(end, 0L);
    }

    private static BigDecimal points(double points) {
        return BigDecimal.valueOf(points).setScale(2, RoundingMode.HALF_UP);
    }
}
