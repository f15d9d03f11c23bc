package network.cuckoo.indexer;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Whose turn it is among endpoints, numbered in the order of preference: the first that does not rest. One that failed rests, each
 * time twice as long, and at least as long as it asked for. While no other is well none rests for long, unless it asked to.
 */
final class Rota {
    static final Duration LONGEST_REST = Duration.ofSeconds(60);
    static final Duration LONGEST_REST_IF_NONE_IS_WELL = Duration.ofSeconds(5);
    private static final int MOST_DOUBLINGS = 16;

    private final List<Health> endpoints;
    private final Duration firstRest;
    private final LongSupplier nanoTime;

    private static final class Health {
        private int failures;
        private long failedAtNanos;
        private Duration asked = Duration.ZERO;
    }

    /** @param firstRest after a first failure */
    Rota(int size, Duration firstRest, LongSupplier nanoTime) {
        this.endpoints = Stream.generate(Health::new).limit(size).toList();
        this.firstRest = firstRest;
        this.nanoTime = nanoTime;
    }

    /** Who is to be asked; nobody while all rest. */
    OptionalInt next() {
        return IntStream.range(0, endpoints.size())
                .filter(i -> left(endpoints.get(i)).isZero())
                .findFirst();
    }

    /** How long until the first of those that rest has rested; zero if one does not. */
    Duration untilNext() {
        return Collections.min(endpoints.stream().map(this::left).toList());
    }

    boolean isAnyWell() {
        return endpoints.stream().anyMatch(health -> health.failures == 0);
    }

    boolean isWell(int endpoint) {
        return endpoints.get(endpoint).failures == 0;
    }

    void worked(int endpoint) {
        endpoints.get(endpoint).failures = 0;
    }

    /** @param asked how long it wants to be left alone */
    void failed(int endpoint, Duration asked) {
        Health health = endpoints.get(endpoint);
        health.failures++;
        health.failedAtNanos = nanoTime.getAsLong();
        health.asked = asked;
    }

    private Duration left(Health health) {
        if (health.failures == 0) {
            return Duration.ZERO;
        }
        Duration longest = isAnyWell() ? LONGEST_REST : LONGEST_REST_IF_NONE_IS_WELL;
        Duration grown = firstRest.multipliedBy(1L << Math.min(health.failures - 1, MOST_DOUBLINGS));
        Duration rest = longer(shorter(grown, longest), health.asked);
        return longer(rest.minusNanos(nanoTime.getAsLong() - health.failedAtNanos), Duration.ZERO);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
