package network.cuckoo.benchmarks.peers;

import java.util.function.IntConsumer;
import org.jobrunr.jobs.lambdas.JobRequestHandler;

/** Runs trivial jobs. */
public final class TrivialHandler implements JobRequestHandler<TrivialJob> {
    private final IntConsumer started;

    TrivialHandler(IntConsumer started) {
        this.started = started;
    }

    @Override
    public void run(TrivialJob job) {
        started.accept(job.number());
    }
}
