package network.cuckoo.benchmarks.peers;

import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;

/** A job that only says that it started. */
public final class TrivialJob implements JobRequest {
    private static final long serialVersionUID = 1L;

    private final int number;

    /** For JobRunr, which fills the field. */
    TrivialJob() {
        this(0);
    }

    TrivialJob(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    @Override
    @SuppressWarnings("rawtypes") // as JobRunr declares it
    public Class<? extends JobRequestHandler> getJobRequestHandler() {
        return TrivialHandler.class;
    }
}
