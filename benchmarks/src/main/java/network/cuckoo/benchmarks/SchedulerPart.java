package network.cuckoo.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** What the scheduler's benchmark measures. */
enum SchedulerPart {
    LIFE("the full life of a task, beside job queues", LifePart::measure),
    SUBMIT("submitting, beside the bare statements", SubmitPart::measure),
    LATENCY("from submit to a waiting miner's lease", LatencyPart::measure),
    FLAT("buffers a task, by the length of the queue", FlatPart::measure),
    DRAW("a draw, by the number of miners", DrawPart::measure),
    HELD("throughput under an open transaction", HeldPart::measure);

    private final String title;
    private final Measuring measuring;

    private interface Measuring {
        void measure(Bench bench, ObjectNode json) throws Exception;
    }

    SchedulerPart(String title, Measuring measuring) {
        this.title = title;
        this.measuring = measuring;
    }

    String title() {
        return title;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Measures, prints, and writes the figures down. */
    void measure(Bench bench, ObjectNode json) throws Exception {
        measuring.measure(bench, json);
    }
}
