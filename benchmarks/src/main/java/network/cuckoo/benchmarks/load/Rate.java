package network.cuckoo.benchmarks.load;

import java.util.Collection;

/** So many in so many seconds. */
public record Rate(long count, double seconds) {
    public double perSecond() {
        return count / seconds;
    }

    /** The median of what several runs did in a second. */
    public static double median(Collection<Rate> runs) {
        double[] sorted = runs.stream().mapToDouble(Rate::perSecond).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
