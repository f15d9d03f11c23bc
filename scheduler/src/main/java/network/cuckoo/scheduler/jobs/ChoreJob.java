package network.cuckoo.scheduler.jobs;

import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;

/** A chore in JobRunr's queue. Its form is stored; so fields may be added but not changed. */
public final class ChoreJob implements JobRequest {
    private static final long serialVersionUID = 1L;

    private final Chore chore;
    /** Names the wake that asked for it; empty for recurring jobs. */
    private final String ticket;

    /** For JobRunr, which fills the fields. */
    ChoreJob() {
        this(Chore.ROUND, "");
    }

    ChoreJob(Chore chore, String ticket) {
        this.chore = chore;
        this.ticket = ticket;
    }

    Chore chore() {
        return chore;
    }

    String ticket() {
        return ticket;
    }

    @Override
    @SuppressWarnings("rawtypes") // as JobRunr declares it
    public Class<? extends JobRequestHandler> getJobRequestHandler() {
        return ChoreHandler.class;
    }
}
