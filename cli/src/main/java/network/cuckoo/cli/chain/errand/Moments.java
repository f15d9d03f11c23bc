package network.cuckoo.cli.chain.errand;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import network.cuckoo.cli.chain.ChainAccess;

/** Times for people, seen from the chain's present. @param now the head's time, Unix seconds */
public record Moments(long now) {
    public static Moments of(ChainAccess chain) {
        return new Moments(chain.now().seconds());
    }

    /** {@code 2026-11-24T15:00:00Z (in 6 d 3 h)}. */
    public String at(BigInteger unixSeconds) {
        return at(unixSeconds.longValueExact());
    }

    /** {@code 2026-11-24T15:00:00Z (in 6 d 3 h)}. */
    public String at(long unixSeconds) {
        long distance = unixSeconds - now;
        String there = Instant.ofEpochSecond(unixSeconds).toString();
        return there + (distance >= 0 ? " (in " + span(distance) + ")" : " (" + span(-distance) + " ago)");
    }

    /** {@code 6 d 3 h}: the two largest units. */
    public static String span(long seconds) {
        Duration span = Duration.ofSeconds(seconds);
        if (span.toDays() > 0) {
            return both(span.toDays(), "d", span.toHoursPart(), "h");
        }
        if (span.toHours() > 0) {
            return both(span.toHours(), "h", span.toMinutesPart(), "min");
        }
        return span.toMinutes() > 0 ? both(span.toMinutes(), "min", span.toSecondsPart(), "s") : seconds + " s";
    }

    public static String span(BigInteger seconds) {
        return span(seconds.longValueExact());
    }

    private static String both(long large, String unit, int small, String smallUnit) {
        return large + " " + unit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }

    boolean isPast(BigInteger unixSeconds) {
        return unixSeconds.longValueExact() <= now;
    }
}
