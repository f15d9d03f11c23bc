package network.cuckoo.contracts.differential;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How often what happened, over all sequences, which may be taken at the same time. */
final class Tally {

    private int sequences;
    private int steps;
    private int refused;
    private int exact;
    private final Map<String, Integer> taken = new TreeMap<>();
    private final Map<String, Integer> refusals = new TreeMap<>();
    private final Map<Landmark, Integer> landmarks = new EnumMap<>(Landmark.class);

    synchronized void sequence() {
        sequences++;
    }

    synchronized void taken(Step step, Set<Landmark> seen) {
        see(seen);
        steps++;
        taken.merge(step.call().getClass().getSimpleName(), 1, Integer::sum);
    }

    private void see(Set<Landmark> seen) {
        seen.forEach(landmark -> landmarks.merge(landmark, 1, Integer::sum));
    }

    synchronized void refused(String error, int reasons, Set<Landmark> seen) {
        see(seen);
        exact += reasons == 1 ? 1 : 0;
        steps++;
        refused++;
        refusals.merge(error, 1, Integer::sum);
    }

    synchronized Map<String, Integer> taken() {
        return Map.copyOf(taken);
    }

    synchronized Map<String, Integer> refusals() {
        return Map.copyOf(refusals);
    }

    synchronized Map<Landmark, Integer> landmarks() {
        return Map.copyOf(landmarks);
    }

    @Override
    public synchronized String toString() {
        return "%d sequences, %d steps, %d refused (%.0f %%), %d of them for one reason only%ntaken: %s%nrefusals: %s%nlandmarks: %s%n"
                .formatted(
                        sequences,
                        steps,
                        refused,
                        100.0 * refused / Math.max(1, steps),
                        exact,
                        list(taken),
                        list(refusals),
                        list(landmarks));
    }

    private static String list(Map<?, Integer> counts) {
        return counts.entrySet().stream()
                .map(entry -> String.format(Locale.ROOT, "%s %d", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
    }
}
